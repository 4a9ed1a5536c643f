using System.Formats.Asn1;
using PluginSign.Algorithms;
using PluginSign.Certificates;

namespace PluginSign.Signatures;

/// <summary>One SignerInfo (RFC 5652, 5.3) as it stands in the file, not yet judged.</summary>
public sealed class CmsSigner
{
    private static readonly Asn1Tag s_signedAttributes = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag s_unsignedAttributes = new(TagClass.ContextSpecific, 1, isConstructed: true);

    private CmsSigner(ReadOnlyMemory<byte> encoded, AsnReader signerInfo)
    {
        Encoded = encoded;
        Version = signerInfo.TryReadInt32(out int version) ? version : -1;
        if (Version == -1)
        {
            signerInfo.ReadIntegerBytes();
        }

        Identifier = SignerIdentifier.Read(signerInfo);
        Digest = DigestIdentifier.Read(signerInfo.ReadSequence());
        SignedAttributes = signerInfo.PeekTag() == s_signedAttributes ? signerInfo.ReadEncodedValue() : default;
        SignatureAlgorithm = signerInfo.PeekEncodedValue();
        signerInfo.ReadSequence();
        Signature = signerInfo.ReadOctetString();
        UnsignedAttributes = signerInfo.HasData && signerInfo.PeekTag() == s_unsignedAttributes ? signerInfo.ReadEncodedValue() : default;
        signerInfo.ThrowIfNotEmpty();
    }

    /// <summary>The whole SignerInfo's DER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The digest that the signer used on the content; <see cref="Algorithms.DigestAlgorithm.None"/> when it is not supported.</summary>
    public DigestAlgorithm DigestAlgorithm => Digest.Algorithm;

    internal int Version { get; }

    internal SignerIdentifier Identifier { get; }

    internal DigestIdentifier Digest { get; }

    /// <summary>The signed attributes with their tag [0], or empty.</summary>
    internal ReadOnlyMemory<byte> SignedAttributes { get; }

    /// <summary>The AlgorithmIdentifier of the signature.</summary>
    internal ReadOnlyMemory<byte> SignatureAlgorithm { get; }

    internal ReadOnlyMemory<byte> Signature { get; }

    /// <summary>The unsigned attributes with their tag [1], or empty. Nothing proves them.</summary>
    internal ReadOnlyMemory<byte> UnsignedAttributes { get; }

    /// <summary>Whether the signer names this certificate as its own. Several may bear the name, and a name proves nothing.</summary>
    public bool Names(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Identifier.Matches(certificate);
    }

    /// <summary>How the signer names its certificate: issuer and serial number, or key identifier. May be hostile text.</summary>
    public override string ToString() => Identifier.ToString();

    /// <summary>Reads one SignerInfo.</summary>
    /// <exception cref="AsnContentException">The bytes are no SignerInfo.</exception>
    internal static CmsSigner Read(ReadOnlyMemory<byte> encoded) => Read(encoded, AsnEncodingRules.DER);

    /// <summary>Reads one SignerInfo of a token, which others may have written in BER.</summary>
    /// <exception cref="AsnContentException">The bytes are no SignerInfo.</exception>
    internal static CmsSigner Read(ReadOnlyMemory<byte> encoded, AsnEncodingRules rules)
    {
        AsnReader outer = new(encoded, rules);
        AsnReader signerInfo = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return new CmsSigner(encoded, signerInfo);
    }
}
