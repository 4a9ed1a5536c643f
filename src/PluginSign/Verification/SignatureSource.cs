using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Verification;

/// <summary>Where a plugin's detached signature comes from.</summary>
public sealed class SignatureSource
{
    private readonly string? _path;
    private readonly PathWalk? _walk;
    private readonly ReadOnlyMemory<byte>? _bytes;

    private SignatureSource(string? path = null, PathWalk? walk = null, ReadOnlyMemory<byte>? bytes = null)
    {
        _path = path;
        _walk = walk;
        _bytes = bytes;
    }

    /// <summary>The plugin's own path with <see cref="PluginVerifier.SignatureSuffix"/>: for content that comes from a path.</summary>
    public static SignatureSource Beside { get; } = new();

    /// <summary>A path. The signature is checked by its signer's key, so it may lie anywhere.</summary>
    public static SignatureSource At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new SignatureSource(path: path);
    }

    /// <summary>A path that was walked already. The walk stays the caller's to close.</summary>
    public static SignatureSource Of(PathWalk walk)
    {
        ArgumentNullException.ThrowIfNull(walk);
        return new SignatureSource(walk: walk);
    }

    /// <summary>The signature file's bytes, DER. The caller must not change them any more.</summary>
    public static SignatureSource Of(ReadOnlyMemory<byte> der) => new(bytes: der);

    /// <summary>Reads the signature whole (it is small) and takes it apart; nothing of it is trusted yet.</summary>
    /// <param name="contentPath">The path that the content was given by; null for bytes and streams.</param>
    /// <param name="memory">Certificates that were parsed already.</param>
    internal Answer<CmsSignature> Read(string? contentPath, CertificateMemory memory)
    {
        if (_bytes is { } der)
        {
            return der.Length > Limits.SignatureFileBytes
                ? Answers.Refused<CmsSignature>(Finding.Error(FindingCode.SignatureTooLarge, "the signature is too large", $"at most {Limits.SignatureFileBytes} bytes", $"{der.Length} bytes"))
                : CmsSignature.Read(der, memory);
        }

        if (_walk is not null)
        {
            return Read(_walk, contentPath, memory);
        }

        string path = _path ?? (contentPath ?? throw new ArgumentException("content without a path has no signature beside it: say where its signature is", nameof(contentPath))) + PluginVerifier.SignatureSuffix;
        using PathWalk walk = PathWalk.WithoutRoot(path);
        return Read(walk, contentPath, memory);
    }

    private static Answer<CmsSignature> Read(PathWalk walk, string? contentPath, CertificateMemory memory)
    {
        if (!walk.Answer.TryGetValue(out PluginFile? file))
        {
            // An unsigned plugin is a verdict; a signature that somebody named and that is not there is a mistake or an outage.
            bool isBeside = string.Equals(walk.GivenPath, contentPath + PluginVerifier.SignatureSuffix, StringComparison.Ordinal);
            return Answers.Refused<CmsSignature>(isBeside && walk.IsAbsent ? [Unsigned(walk.GivenPath)] : walk.Answer.Findings);
        }

        Answer<byte[]> bytes = file.ReadWhole(Limits.SignatureFileBytes, FindingCode.SignatureTooLarge);
        Answer<CmsSignature> read = bytes.TryGetValue(out byte[]? der) ? CmsSignature.Read(der, memory) : Answers.Refused<CmsSignature>(bytes.Findings);
        return read.TryGetValue(out CmsSignature? cms)
            ? Answers.Passed(cms, [.. walk.Answer.Findings, .. read.Findings])
            : read;
    }

    private static Finding Unsigned(string signaturePath) => Finding.Error(
        FindingCode.SignatureMissing,
        "the plugin is not signed: there is no signature file",
        signaturePath,
        "no such file");
}
