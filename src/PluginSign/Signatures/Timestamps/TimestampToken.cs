using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>A timestamp token (RFC 3161, 2.4.2), taken apart but not yet judged.</summary>
/// <remarks>
/// Immutable. Authorities write tokens as they please: lengths and strings may be BER and sets out of order (openssl ts writes certificates so), and
/// nothing hangs on it, for what counts is signed. TSTInfo and attributes must be DER, as RFC 3161 and RFC 5652 demand.
/// </remarks>
public sealed class TimestampToken
{
    private readonly TimestampInfo _info;

    internal TimestampToken(
        ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> content, TimestampInfo info, CmsSigner signer, ImmutableArray<string> listedDigests, ImmutableArray<Certificate> certificates)
    {
        Encoded = encoded;
        Content = content;
        _info = info;
        Signer = signer;
        ListedDigests = listedDigests;
        Certificates = certificates;
    }

    /// <summary>The whole token.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The time that the authority says (UTC).</summary>
    public DateTimeOffset GenTime => _info.GenTime;

    /// <summary>By how much that time may be off, either way; zero when the authority says nothing.</summary>
    public TimeSpan Accuracy => _info.Accuracy;

    /// <summary>The policy under which the token was made, as dotted identifier.</summary>
    public string Policy => _info.Policy;

    /// <summary>The token's serial number, two's complement.</summary>
    public ReadOnlyMemory<byte> SerialNumber => _info.SerialNumber;

    /// <summary>The request's nonce, two's complement; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Nonce => _info.Nonce;

    /// <summary>The X.509 certificates that came along. Nothing says that they are needed, or trusted.</summary>
    public ImmutableArray<Certificate> Certificates { get; }

    internal TimestampImprint Imprint => _info.Imprint;

    /// <summary>The TSTInfo's bytes, which the signer's message-digest is over.</summary>
    internal ReadOnlyMemory<byte> Content { get; }

    internal CmsSigner Signer { get; }

    internal ImmutableArray<string> ListedDigests { get; }

    /// <summary>Takes a token apart. A value says nothing about trust.</summary>
    /// <param name="encoded">The token. It is kept, not copied: the caller must not change it.</param>
    public static Answer<TimestampToken> Read(ReadOnlyMemory<byte> encoded) => TimestampTokenReader.Read(encoded);

    /// <summary>Whether the token is over that signer's signature value. Says nothing about the token's own signature.</summary>
    public bool IsOver(CmsSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return Imprint.IsOf(signer.Signature.Span);
    }

    /// <summary>Whether the token's signer names this certificate as its own. A name proves nothing.</summary>
    public bool Names(Certificate certificate) => Signer.Names(certificate);

    /// <summary>Judges the token: is it over that signer's signature value, and whose key signed it?</summary>
    /// <param name="stamped">The signer whose signature value was stamped.</param>
    /// <param name="furtherCertificates">Certificates to look for the authority's in, besides the token's own.</param>
    /// <returns>The authority's claim: its signing time is <see cref="GenTime"/>.</returns>
    public Claim Verify(CmsSigner stamped, IReadOnlyList<Certificate> furtherCertificates)
    {
        ArgumentNullException.ThrowIfNull(stamped);
        ArgumentNullException.ThrowIfNull(furtherCertificates);
        return Verify(stamped, furtherCertificates, new VerificationBudget());
    }

    internal Claim Verify(CmsSigner stamped, IReadOnlyList<Certificate> furtherCertificates, VerificationBudget budget)
        => TimestampJudgement.Judge(this, stamped.Signature.Span, [.. Certificates, .. furtherCertificates], budget);
}
