using System.Collections.Immutable;
using PluginSign.Algorithms;
using PluginSign.Binaries;
using PluginSign.Certificates;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;

namespace PluginSign.Verification;

/// <summary>The whole procedure: may these bytes run in my process?</summary>
/// <remarks>Holds only what does not change between files, so one verifier serves many files and several threads. It reads no clock, store, network or environment.</remarks>
public sealed class PluginVerifier
{
    /// <summary>What is appended to a plugin's path to find its signature.</summary>
    public const string SignatureSuffix = ".p7s";

    private delegate Checked<PluginImage> ReadImage(PluginFile file, IEnumerable<DigestAlgorithm> digests, IProgress<long>? progress);

    private static readonly ReadImage s_hold = static (file, digests, told) => PluginImage.Hold(file, digests, told);

    private static readonly PathRequirements CodeSigning = new() { Purpose = CertificatePurpose.CodeSigning };

    private readonly PathValidator _paths;
    private readonly ImmutableArray<Certificate> _intermediates;
    private readonly TrustPolicy _policy;

    /// <summary>A verifier for one host.</summary>
    /// <param name="anchors">The host CA's certificates. With none, everything is refused.</param>
    /// <param name="intermediates">Further certificates from which paths may be built; they are trusted for nothing.</param>
    /// <param name="policy">What the host wants on top; <c>new TrustPolicy()</c> is the strictest.</param>
    public PluginVerifier(IEnumerable<Certificate> anchors, IEnumerable<Certificate> intermediates, TrustPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(intermediates);
        ArgumentNullException.ThrowIfNull(policy);
        _intermediates = [.. intermediates];
        _paths = new PathValidator(anchors, _intermediates);
        _policy = policy;
    }

    /// <summary>Verifies one file against its detached signature: for an answer alone.</summary>
    /// <remarks>The content is streamed, unless the policy wants something of the binary itself: then its bytes are held until the answer is there.</remarks>
    /// <param name="path">The untrusted path of the plugin.</param>
    /// <param name="validationTime">The time for which certificates must be valid; usually now, said by the caller.</param>
    /// <param name="signaturePath">Where the signature lies; null for <paramref name="path"/> with <see cref="SignatureSuffix"/>.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    /// <returns>The report. Hostile or damaged input is an answer, never an exception.</returns>
    public VerificationReport Verify(string path, DateTimeOffset validationTime, string? signaturePath = null, IProgress<long>? progress = null)
        => Verify(path, validationTime, signaturePath, _policy.Binary is null ? static (file, digests, told) => PluginImage.Read(file, digests, told) : s_hold, keeps: false, progress);

    /// <summary>Verifies bytes that it takes first and that nobody can change any more: for loading. Dispose the report's plugin when it is loaded.</summary>
    /// <inheritdoc cref="Verify(string, DateTimeOffset, string?, IProgress{long}?)"/>
    public VerificationReport VerifyForLoading(string path, DateTimeOffset validationTime, string? signaturePath = null, IProgress<long>? progress = null)
        => Verify(path, validationTime, signaturePath, s_hold, keeps: true, progress);

    private VerificationReport Verify(string path, DateTimeOffset validationTime, string? signaturePath, ReadImage read, bool keeps, IProgress<long>? progress)
    {
        ArgumentNullException.ThrowIfNull(path);
        List<Finding> findings = [];

        // 1. An untrusted path becomes an open file.
        using PluginFile? file = Keep(PluginFile.Open(path), findings);

        // 2. So does its signature, which is read whole (it is small) and taken apart; nothing of it is trusted yet.
        CmsSignature? signature = file is null ? null : Keep(ReadSignature(path, signaturePath), findings);

        // 3. The content is read once, or taken to be held, and hashed with what the signers used.
        PluginImage? image = file is null ? null : Keep(read(file, signature?.DigestAlgorithms ?? [], progress), findings);

        // 4. Every signer: is this a signature over exactly these bytes? 5. Does the certificate whose key made it lead to the host CA?
        ImmutableArray<SignerStanding> signers = signature is null || image is null ? [] : Judge(signature, image, validationTime);

        if (file is not null)
        {
            findings.Add(Finding.Note(FindingCode.NoTrustedRoot, "no trusted root was asked for: the path itself was not judged"));
        }

        Evidence evidence = new()
        {
            ValidationTime = validationTime,
            Image = image,
            IsSignatureRead = signature is not null,
            Signers = signers,
            Directory = Path.GetDirectoryName(file?.CanonicalPath),
            Findings = [.. findings],
        };

        // 6. Only bytes of a trusted signer are parsed, and only when the host wants something of them.
        if (_policy.Binary is not null && image?.Snapshot is { } held && _policy.DecideSignatures(evidence).Verdict == Verdict.Trusted)
        {
            evidence = evidence with { Binary = BinaryInspector.Inspect(held.Bytes) };
        }

        // 7. All evidence is weighed at once.
        Decision decision = _policy.Decide(evidence);
        bool holds = keeps && decision.Verdict == Verdict.Trusted;
        VerificationReport report = VerificationReports.Create(path, file?.CanonicalPath, evidence, decision, _policy, holds ? image?.Snapshot : null);
        if (report.Plugin is null || !holds)
        {
            image?.Dispose(); // bytes that may not run are not held
        }

        return report;
    }

    private ImmutableArray<SignerStanding> Judge(CmsSignature signature, PluginImage image, DateTimeOffset validationTime)
        => [.. signature.Verify(image.Digests, _intermediates).Signers.Select(signer => new SignerStanding(
            signer,
            signer.Certificate is null ? null : _paths.Validate(signer.Certificate, signature.Certificates, validationTime, CodeSigning)))];

    private static Checked<CmsSignature> ReadSignature(string path, string? signaturePath)
    {
        Checked<PluginFile> opened = PluginFile.Open(signaturePath ?? path + SignatureSuffix);
        if (!opened.TryGetValue(out PluginFile? file))
        {
            // An unsigned plugin is a verdict; a signature that somebody named and that is not there is a mistake or an outage.
            bool isUnsigned = signaturePath is null && opened.Findings.Any(static f => f.Code == FindingCode.FileMissing);
            return CheckedAnswers.Refused<CmsSignature>(isUnsigned ? [Unsigned(path)] : opened.Findings);
        }

        using (file)
        {
            Checked<byte[]> bytes = file.ReadWhole(Limits.SignatureFileBytes, FindingCode.SignatureTooLarge);
            return bytes.TryGetValue(out byte[]? der) ? CmsSignature.Read(der) : CheckedAnswers.Refused<CmsSignature>(bytes.Findings);
        }
    }

    private static Finding Unsigned(string path) => Finding.Error(
        FindingCode.SignatureMissing,
        "the plugin is not signed: there is no signature file",
        path + SignatureSuffix,
        "no such file",
        "get the signature from the plugin's publisher; if you built the plugin, sign it with `pluginsign sign`");

    private static T? Keep<T>(Checked<T> answer, List<Finding> findings)
        where T : class
    {
        findings.AddRange(answer.Findings);
        return answer.TryGetValue(out T? value) ? value : null;
    }
}
