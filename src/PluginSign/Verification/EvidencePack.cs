using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>
/// What a host without a network needs beside a signature: certificates of the path, CRLs (RFC 5280), OCSP responses (RFC 6960) and timestamp tokens (RFC 3161), in one file.
/// </summary>
/// <remarks>
/// It is carried, not trusted: nothing in it counts because it is in it. Anchors are not part of it, each of its parts is judged by its own signature and its own times,
/// and <see cref="FreshAsOf"/> is what its maker says, for people. Immutable and safe for several threads.
/// </remarks>
public sealed class EvidencePack
{
    /// <summary>The schema of the file.</summary>
    public const string Schema = "pluginsign.evidence/1";

    /// <summary>Puts a pack together.</summary>
    /// <param name="freshAsOf">When its maker gathered it; kept to the second.</param>
    public EvidencePack(DateTimeOffset freshAsOf) => FreshAsOf = freshAsOf.ToUniversalTime().AddTicks(-(freshAsOf.UtcTicks % TimeSpan.TicksPerSecond));

    /// <summary>When its maker says that it was gathered, UTC, whole seconds.</summary>
    public DateTimeOffset FreshAsOf { get; }

    /// <summary>Certificates from which paths may be built.</summary>
    public ImmutableArray<Certificate> Certificates { get; init; } = [];

    /// <summary>CRLs.</summary>
    public ImmutableArray<CertificateRevocationList> Crls { get; init; } = [];

    /// <summary>OCSP responses.</summary>
    public ImmutableArray<OcspResponse> OcspResponses { get; init; } = [];

    /// <summary>Timestamp tokens, each in DER. Each counts for the signature that it is over, wherever it lies.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Timestamps { get; init; } = [];

    /// <summary>Whether there is anything in it.</summary>
    public bool IsEmpty => Certificates.Length + Crls.Length + OcspResponses.Length + Timestamps.Length == 0;

    /// <summary>Writes it as JSON: each part once, in the order of its bytes, so that the same evidence makes the same file.</summary>
    public byte[] ToJson() => EvidencePackFile.Write(this);

    /// <summary>The trust inputs with what is in the pack: more to build paths from and to ask about revocation, and nobody more to trust.</summary>
    /// <param name="trust">Whom the host trusts.</param>
    /// <exception cref="ArgumentException">More CRLs or OCSP responses together than the caps.</exception>
    public TrustInputs AddTo(TrustInputs trust)
    {
        ArgumentNullException.ThrowIfNull(trust);
        return trust with
        {
            Intermediates = [.. trust.Intermediates, .. Certificates],
            CarriedRevocation = new RevocationInformation(trust.CarriedRevocation.Lists.AddRange(Crls), trust.CarriedRevocation.Responses.AddRange(OcspResponses)),
            TimestampTokens = [.. trust.TimestampTokens, .. Timestamps],
            EvidenceFreshAsOf = trust.EvidenceFreshAsOf is { } other && other < FreshAsOf ? other : FreshAsOf,
        };
    }

    /// <summary>Reads what <see cref="ToJson"/> has written; unknown fields are ignored.</summary>
    /// <param name="json">The whole file, at most <see cref="Limits.EvidencePackBytes"/>.</param>
    /// <returns>The pack, or <see cref="FindingCode.EvidencePackMalformed"/>, or why one of its certificates, CRLs or OCSP responses cannot be read.</returns>
    public static Answer<EvidencePack> Read(ReadOnlyMemory<byte> json) => EvidencePackFile.Read(json);
}
