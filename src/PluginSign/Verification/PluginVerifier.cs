using System.Collections.Immutable;
using PluginSign.Algorithms;
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

    private static readonly ReadImage s_stream = static (file, digests, told) => PluginImage.Read(file, digests, told);

    private static readonly ReadImage s_hold = static (file, digests, told) => PluginImage.Hold(file, digests, told);

    private readonly SignerJudge _signers;
    private readonly DateTimeOffset? _freshAsOf;
    private readonly TrustPolicy _policy;

    /// <summary>A verifier for one host.</summary>
    /// <param name="anchors">The host CA's certificates. With none, everything is refused.</param>
    /// <param name="intermediates">Further certificates from which paths may be built; they are trusted for nothing.</param>
    /// <param name="policy">What the host wants on top; <c>new TrustPolicy()</c> is the strictest.</param>
    public PluginVerifier(IEnumerable<Certificate> anchors, IEnumerable<Certificate> intermediates, TrustPolicy policy)
        : this(Trust(anchors, intermediates), policy)
    {
    }

    /// <summary>A verifier for one host.</summary>
    /// <param name="trust">Whom the host trusts, and what it knows about them.</param>
    /// <param name="policy">What the host wants on top; <c>new TrustPolicy()</c> is the strictest.</param>
    public PluginVerifier(TrustInputs trust, TrustPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(trust);
        ArgumentNullException.ThrowIfNull(policy);
        _signers = new SignerJudge(trust);
        _freshAsOf = trust.EvidenceFreshAsOf;
        _policy = policy;
    }

    /// <summary>Verifies one file against its detached signature, for an answer alone, wherever it lies: the report notes that nobody judged its path.</summary>
    /// <remarks>The content is streamed, unless the policy wants something of the binary itself: then its bytes are held until the answer is there.</remarks>
    /// <param name="path">The untrusted path of the plugin.</param>
    /// <param name="validationTime">The time for which certificates must be valid; usually now, said by the caller.</param>
    /// <param name="signaturePath">Where the signature lies; null for <paramref name="path"/> with <see cref="SignatureSuffix"/>.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    /// <returns>The report. Hostile or damaged input is an answer, never an exception.</returns>
    public VerificationReport Verify(string path, DateTimeOffset validationTime, string? signaturePath = null, IProgress<long>? progress = null)
        => VerifyAnywhere(path, signaturePath, (plugin, signature) => VerifyOpened(plugin, signature, validationTime, progress));

    /// <summary>Verifies bytes that it takes first and that nobody can change any more: for loading. Dispose what the report holds when it is loaded.</summary>
    /// <inheritdoc cref="Verify(string, DateTimeOffset, string?, IProgress{long}?)"/>
    public VerificationReport VerifyForLoading(string path, DateTimeOffset validationTime, string? signaturePath = null, IProgress<long>? progress = null)
        => VerifyAnywhere(path, signaturePath, (plugin, signature) => VerifyOpenedForLoading(plugin, signature, validationTime, progress));

    /// <summary>Verifies one file against its detached signature, both walked to already, for example below a <see cref="TrustedRoot"/>.</summary>
    /// <param name="plugin">The walk to the plugin. It stays the caller's to close.</param>
    /// <param name="signature">The walk to its signature. It stays the caller's to close.</param>
    /// <param name="validationTime">The time for which certificates must be valid; usually now, said by the caller.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    /// <returns>The report. Hostile or damaged input is an answer, never an exception.</returns>
    public VerificationReport VerifyOpened(PathWalk plugin, PathWalk signature, DateTimeOffset validationTime, IProgress<long>? progress = null)
        => Verify(plugin, plugin?.GivenPath, signature, validationTime, keeps: false, progress);

    /// <summary>Verifies what a search has found, under the name that was asked for.</summary>
    /// <param name="plugin">What the search came to. It stays the caller's to close.</param>
    /// <param name="signature">The walk to its signature. It stays the caller's to close.</param>
    /// <param name="validationTime">The time for which certificates must be valid; usually now, said by the caller.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    /// <returns>The report. Hostile or damaged input is an answer, never an exception.</returns>
    public VerificationReport VerifyFound(SearchAnswer plugin, PathWalk signature, DateTimeOffset validationTime, IProgress<long>? progress = null)
        => Verify(plugin?.Walk, plugin?.Request, signature, validationTime, keeps: false, progress);

    /// <summary>Verifies bytes that it takes first and that nobody can change any more: for loading. Dispose what the report holds when it is loaded.</summary>
    /// <inheritdoc cref="VerifyOpened"/>
    public VerificationReport VerifyOpenedForLoading(PathWalk plugin, PathWalk signature, DateTimeOffset validationTime, IProgress<long>? progress = null)
        => Verify(plugin, plugin?.GivenPath, signature, validationTime, keeps: true, progress);

    /// <summary>Verifies bytes that it takes first and that nobody can change any more: for loading. Dispose what the report holds when it is loaded.</summary>
    /// <inheritdoc cref="VerifyFound"/>
    public VerificationReport VerifyFoundForLoading(SearchAnswer plugin, PathWalk signature, DateTimeOffset validationTime, IProgress<long>? progress = null)
        => Verify(plugin?.Walk, plugin?.Request, signature, validationTime, keeps: true, progress);

    private static VerificationReport VerifyAnywhere(string path, string? signaturePath, Func<PathWalk, PathWalk, VerificationReport> verify)
    {
        ArgumentNullException.ThrowIfNull(path);
        using PathWalk plugin = PathWalk.WithoutRoot(path);
        using PathWalk signature = PathWalk.WithoutRoot(signaturePath ?? path + SignatureSuffix);
        return verify(plugin, signature);
    }

    private VerificationReport Verify(PathWalk? plugin, string? name, PathWalk signature, DateTimeOffset validationTime, bool keeps, IProgress<long>? progress)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(name, nameof(plugin));
        ArgumentNullException.ThrowIfNull(signature);
        List<Finding> findings = [];

        // 1. An untrusted path has become an open file: what spoke against the way to it speaks against the plugin.
        PluginFile? file = Keep(plugin.Answer, findings);

        // 2. So has its signature, which is read whole (it is small) and taken apart; nothing of it is trusted yet.
        CmsSignature? cms = file is null ? null : Keep(ReadSignature(plugin, signature), findings);

        // 3. The content is read once, or taken to be held, and hashed with what the signers used.
        ReadImage read = keeps || _policy.Binary is not null ? s_hold : s_stream;
        PluginImage? image = file is null ? null : Keep(read(file, cms?.DigestAlgorithms ?? [], progress), findings);

        // 4. Every signer: is this a signature over exactly these bytes? 5. Does the certificate whose key made it lead to the host CA?
        ImmutableArray<SignerStanding> signers = cms is null || image is null ? [] : _signers.Judge(cms, image, validationTime, findings);

        if (file is not null && plugin.Root is null)
        {
            findings.Add(Finding.Note(FindingCode.NoTrustedRoot, "no trusted root was asked for: the path itself was not judged"));
        }

        if (_freshAsOf is { } fresh)
        {
            findings.Add(Finding.Note(FindingCode.EvidencePackUsed, "evidence from a pack was used", null, $"fresh as of {VerificationReports.Utc(fresh)}"));
        }

        Evidence evidence = new()
        {
            ValidationTime = validationTime,
            Image = image,
            IsSignatureRead = cms is not null,
            Signers = signers,
            Directory = Path.GetDirectoryName(file?.CanonicalPath),
            Findings = [.. findings],
        };

        // 6. Only bytes of a trusted signer are parsed, and only when the host wants something of them.
        if (_policy.Binary is not null && image is { IsHeld: true } && _policy.DecideSignatures(evidence).Verdict == Verdict.Trusted)
        {
            evidence = evidence with { Binary = ImageInspector.Inspect(image) };
        }

        // 7. All evidence is weighed at once. Bytes that may not run, or that nobody asked for, are not held.
        Decision decision = _policy.Decide(evidence);
        bool holds = keeps && decision.Verdict == Verdict.Trusted;
        VerificationReport report = VerificationReports.Create(plugin, name, evidence, decision, _policy, holds ? image?.Snapshot : null);
        if (!holds)
        {
            image?.Dispose();
        }

        return report;
    }

    private static TrustInputs Trust(IEnumerable<Certificate> anchors, IEnumerable<Certificate> intermediates)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(intermediates);
        return new TrustInputs { Anchors = [.. anchors], Intermediates = [.. intermediates] };
    }

    private static Checked<CmsSignature> ReadSignature(PathWalk plugin, PathWalk signature)
    {
        if (!signature.Answer.TryGetValue(out PluginFile? file))
        {
            // An unsigned plugin is a verdict; a signature that somebody named and that is not there is a mistake or an outage.
            bool isBeside = string.Equals(signature.GivenPath, plugin.GivenPath + SignatureSuffix, StringComparison.Ordinal);
            return CheckedAnswers.Refused<CmsSignature>(isBeside && signature.IsAbsent ? [Unsigned(signature.GivenPath)] : signature.Answer.Findings);
        }

        Checked<byte[]> bytes = file.ReadWhole(Limits.SignatureFileBytes, FindingCode.SignatureTooLarge);
        Checked<CmsSignature> read = bytes.TryGetValue(out byte[]? der) ? CmsSignature.Read(der) : CheckedAnswers.Refused<CmsSignature>(bytes.Findings);
        return read.TryGetValue(out CmsSignature? cms)
            ? CheckedAnswers.Passed(cms, [.. signature.Answer.Findings, .. read.Findings])
            : read;
    }

    private static Finding Unsigned(string signaturePath) => Finding.Error(
        FindingCode.SignatureMissing,
        "the plugin is not signed: there is no signature file",
        signaturePath,
        "no such file",
        "get the signature from the plugin's publisher; if you built the plugin, sign it with `pluginsign sign`");

    private static T? Keep<T>(Checked<T> answer, List<Finding> findings)
        where T : class
    {
        findings.AddRange(answer.Findings);
        return answer.TryGetValue(out T? value) ? value : null;
    }
}
