using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;

namespace PluginSign.Verification;

/// <summary>The whole procedure: may these bytes run in my process? <see cref="Gather"/> does everything that touches a file, <see cref="Judge"/> nothing that does.</summary>
/// <remarks>Holds only what does not change between files, so one verifier serves many files and several threads. It reads no clock, store, network or environment.</remarks>
public sealed class PluginVerifier
{
    /// <summary>What is appended to a plugin's path to find its signature.</summary>
    public const string SignatureSuffix = ".p7s";

    private readonly CertificateMemory _certificates = new();
    private readonly SignerJudge _signers;
    private readonly TrustInputs _trust;
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
        _trust = trust;
        _policy = policy;
    }

    /// <summary>The first half: reads the content and its signature, once, and trusts nothing. All the I/O of a verification is here.</summary>
    /// <remarks>The content is streamed, unless it is for loading or the policy wants something of the binary itself: then its bytes are held until the evidence is disposed.</remarks>
    /// <param name="content">The plugin.</param>
    /// <param name="signature">Its detached signature.</param>
    /// <param name="forLoading">Whether the bytes are to be loaded when the answer is yes.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    /// <exception cref="ArgumentException">Content without a path, and a signature beside it.</exception>
    public Evidence Gather(ContentSource content, SignatureSource signature, bool forLoading = false, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(signature);

        // 1. An untrusted path becomes an open file. 2. So does its signature, which is taken apart.
        using Opened opened = new(content, signature, _certificates);

        // 3. The content is read once, or taken to be held, and hashed with what the signers used.
        Answer<PluginImage> read = opened.IsReadable ? content.Read(opened.File, opened.Digests, Holds(forLoading), progress) : default;
        return opened.Gathered(read, forLoading);
    }

    /// <summary>The first half, without holding a thread while the content is waited for.</summary>
    /// <inheritdoc cref="Gather"/>
    /// <param name="content">The plugin.</param>
    /// <param name="signature">Its detached signature.</param>
    /// <param name="forLoading">Whether the bytes are to be loaded when the answer is yes.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<Evidence> GatherAsync(
        ContentSource content, SignatureSource signature, bool forLoading = false, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(signature);
        using Opened opened = new(content, signature, _certificates);
        Answer<PluginImage> read = opened.IsReadable
            ? await content.ReadAsync(opened.File, opened.Digests, Holds(forLoading), progress, cancellation).ConfigureAwait(false)
            : default;
        return opened.Gathered(read, forLoading);
    }

    /// <summary>The second half: weighs the evidence. Pure: the same evidence, trust, policy and time give the same report, and no file, clock or network is asked.</summary>
    /// <param name="evidence">From <see cref="Gather"/> of this verifier or of another one. It stays the caller's to dispose, and the report's held bytes are its.</param>
    /// <param name="validationTime">The time for which certificates must be valid; usually now, said by the caller.</param>
    /// <returns>The report. Hostile or damaged input is an answer, never an exception.</returns>
    /// <exception cref="ArgumentException">The policy wants something of the binary, and the evidence was streamed: gather it with a verifier of such a policy, or for loading.</exception>
    /// <exception cref="ObjectDisposedException">The evidence was disposed.</exception>
    public VerificationReport Judge(Evidence evidence, DateTimeOffset validationTime)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        evidence.ThrowIfDisposed();
        if (_policy.Binary is not null && evidence is { Image: not null, IsHeld: false })
        {
            throw new ArgumentException("the policy wants something of the binary, and its bytes were streamed, not held", nameof(evidence));
        }

        // 4. Every signer: is this a signature over exactly these bytes? 5. Does the certificate whose key made it lead to the host CA?
        JudgedSigners signers = evidence is { Signature: { } cms, Image: { } image } ? _signers.Judge(cms, image.Digests, validationTime) : JudgedSigners.None;
        PluginStanding standing = new()
        {
            ValidationTime = validationTime,
            IsContentRead = evidence.Image is not null,
            IsSignatureRead = evidence.Signature is not null,
            Signers = signers.Signers,
            Directory = Path.GetDirectoryName(evidence.CanonicalPath),
            Findings = [.. evidence.Findings, .. signers.Findings, .. VerificationReports.Notes(evidence, _trust)],
            InputFindings = _trust.InputFindings.IsDefault ? [] : _trust.InputFindings,
        };

        // 6. Only bytes of a trusted signer are parsed, and only when the host wants something of them.
        if (_policy.Binary is not null && _policy.DecideSignatures(standing).Verdict == Verdict.Trusted)
        {
            standing = standing with { Binary = evidence.InspectBinary() };
        }

        // 7. All of it is weighed at once.
        return VerificationReports.Create(evidence, standing, _policy.Decide(standing), _policy);
    }

    /// <summary>Verifies content against its signature, for an answer alone: <see cref="Gather"/>, then <see cref="Judge"/>.</summary>
    /// <param name="content">The plugin.</param>
    /// <param name="signature">Its detached signature.</param>
    /// <param name="validationTime">The time for which certificates must be valid; usually now, said by the caller.</param>
    /// <returns>The report. Hostile or damaged input is an answer, never an exception.</returns>
    public VerificationReport Verify(ContentSource content, SignatureSource signature, DateTimeOffset validationTime)
        => JudgeOnce(Gather(content, signature), validationTime);

    /// <summary>Verifies bytes that it takes first and that nobody can change any more: for loading. Dispose what the report holds when it is loaded.</summary>
    /// <inheritdoc cref="Verify(ContentSource, SignatureSource, DateTimeOffset)"/>
    public VerificationReport VerifyForLoading(ContentSource content, SignatureSource signature, DateTimeOffset validationTime)
        => JudgeOnce(Gather(content, signature, forLoading: true), validationTime);

    /// <summary>Verifies content against its signature without holding a thread while the content is waited for.</summary>
    /// <inheritdoc cref="Verify(ContentSource, SignatureSource, DateTimeOffset)"/>
    /// <param name="content">The plugin.</param>
    /// <param name="signature">Its detached signature.</param>
    /// <param name="validationTime">The time for which certificates must be valid; usually now, said by the caller.</param>
    /// <param name="forLoading">Whether the report holds the verified bytes when the answer is yes. Dispose what it holds when it is loaded.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<VerificationReport> VerifyAsync(
        ContentSource content,
        SignatureSource signature,
        DateTimeOffset validationTime,
        bool forLoading = false,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
        => JudgeOnce(await GatherAsync(content, signature, forLoading, progress, cancellation).ConfigureAwait(false), validationTime);

    /// <summary>Verifies one file against its detached signature, for an answer alone, wherever it lies: the report notes that nobody judged its path.</summary>
    /// <param name="path">The untrusted path of the plugin.</param>
    /// <param name="validationTime">The time for which certificates must be valid; usually now, said by the caller.</param>
    /// <param name="signaturePath">Where the signature lies; null for <paramref name="path"/> with <see cref="SignatureSuffix"/>.</param>
    /// <param name="progress">Told the number of bytes hashed so far; may be null.</param>
    /// <returns>The report. Hostile or damaged input is an answer, never an exception.</returns>
    public VerificationReport Verify(string path, DateTimeOffset validationTime, string? signaturePath = null, IProgress<long>? progress = null)
        => JudgeOnce(Gather(ContentSource.At(path), SignatureAt(signaturePath), forLoading: false, progress), validationTime);

    /// <summary>Verifies bytes that it takes first and that nobody can change any more: for loading. Dispose what the report holds when it is loaded.</summary>
    /// <inheritdoc cref="Verify(string, DateTimeOffset, string?, IProgress{long}?)"/>
    public VerificationReport VerifyForLoading(string path, DateTimeOffset validationTime, string? signaturePath = null, IProgress<long>? progress = null)
        => JudgeOnce(Gather(ContentSource.At(path), SignatureAt(signaturePath), forLoading: true, progress), validationTime);

    private static SignatureSource SignatureAt(string? path) => path is null ? SignatureSource.Beside : SignatureSource.At(path);

    // Bytes that may not run, or that nobody asked for, are not held any longer.
    private VerificationReport JudgeOnce(Evidence evidence, DateTimeOffset validationTime)
    {
        VerificationReport? report = null;
        try
        {
            report = Judge(evidence, validationTime);
            return report;
        }
        finally
        {
            if (report?.Held is null)
            {
                evidence.Dispose();
            }
        }
    }

    private bool Holds(bool forLoading) => forLoading || _policy.Binary is not null;

    private static TrustInputs Trust(IEnumerable<Certificate> anchors, IEnumerable<Certificate> intermediates)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(intermediates);
        return new TrustInputs { Anchors = [.. anchors], Intermediates = [.. intermediates] };
    }

    // What both forms of gathering do before and after the content is read.
    private sealed class Opened : IDisposable
    {
        private readonly string _name;
        private readonly PathWalk? _way;
        private readonly bool _isOurs;
        private readonly CmsSignature? _signature;
        private readonly ImmutableArray<Finding> _findings;

        public Opened(ContentSource content, SignatureSource signature, CertificateMemory memory)
        {
            _name = content.Name;
            _way = content.Open(out _isOurs);
            PluginFile? file = null;
            IsReadable = _way is null || _way.Answer.TryGetValue(out file);
            File = file;
            Answer<CmsSignature> read = IsReadable ? signature.Read(content.GivenPath, memory) : default;
            _signature = read.TryGetValue(out CmsSignature? cms) ? cms : null;
            _findings = [.. _way?.Answer.Findings ?? [], .. read.Findings];
        }

        public bool IsReadable { get; }

        public PluginFile? File { get; }

        public IEnumerable<Algorithms.DigestAlgorithm> Digests => _signature?.DigestAlgorithms ?? [];

        public Evidence Gathered(Answer<PluginImage> content, bool forLoading)
            => new(_name, _way, _signature, content.TryGetValue(out PluginImage? image) ? image : null, forLoading, [.. _findings, .. content.Findings]);

        public void Dispose()
        {
            if (_isOurs)
            {
                _way?.Dispose();
            }
        }
    }
}
