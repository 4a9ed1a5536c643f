using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Certificates;
using X500DistinguishedName = System.Security.Cryptography.X509Certificates.X500DistinguishedName;

namespace PluginSign.Signatures;

/// <summary>How a signer names its certificate (RFC 5652, 5.3): by issuer and serial number, or by key identifier. A name is a claim, not a proof.</summary>
internal sealed class SignerIdentifier
{
    private static readonly Asn1Tag s_keyIdentifier = new(TagClass.ContextSpecific, 0);

    private readonly ReadOnlyMemory<byte> _issuer;
    private readonly ReadOnlyMemory<byte> _serial;
    private readonly ReadOnlyMemory<byte> _keyIdentifier;

    private SignerIdentifier(ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> serial, ReadOnlyMemory<byte> keyIdentifier)
    {
        _issuer = issuer;
        _serial = serial;
        _keyIdentifier = keyIdentifier;
    }

    /// <summary>The SignerInfo version that goes with this kind of identifier.</summary>
    public int SignerInfoVersion => _issuer.IsEmpty ? 3 : 1;

    /// <summary>Reads the identifier that the reader stands on.</summary>
    /// <exception cref="AsnContentException">The bytes are no SignerIdentifier.</exception>
    public static SignerIdentifier Read(AsnReader signerInfo)
    {
        if (signerInfo.PeekTag() == s_keyIdentifier)
        {
            return new SignerIdentifier(default, default, signerInfo.ReadOctetString(s_keyIdentifier));
        }

        AsnReader issuerAndSerial = signerInfo.ReadSequence();
        ReadOnlyMemory<byte> issuer = issuerAndSerial.PeekEncodedValue();
        issuerAndSerial.ReadSequence();
        ReadOnlyMemory<byte> serial = issuerAndSerial.ReadIntegerBytes();
        issuerAndSerial.ThrowIfNotEmpty();
        return new SignerIdentifier(issuer, serial, default);
    }

    /// <summary>Whether the certificate bears this name. Several may.</summary>
    public bool Matches(Certificate certificate) => _issuer.IsEmpty
        ? certificate.SubjectKeyIdentifier.Span.SequenceEqual(_keyIdentifier.Span) && !_keyIdentifier.IsEmpty
        : certificate.IssuerName.Span.SequenceEqual(_issuer.Span) && certificate.SerialNumber.Span.SequenceEqual(_serial.Span);

    public bool IsSame(SignerIdentifier other) => _issuer.Span.SequenceEqual(other._issuer.Span)
        && _serial.Span.SequenceEqual(other._serial.Span)
        && _keyIdentifier.Span.SequenceEqual(other._keyIdentifier.Span);

    /// <summary>For the report; may hold hostile text.</summary>
    public override string ToString() => _issuer.IsEmpty
        ? $"key identifier {Convert.ToHexStringLower(_keyIdentifier.Span)}"
        : $"issuer {NameText()}, serial {Convert.ToHexStringLower(_serial.Span)}";

    private string NameText()
    {
        try
        {
            return new X500DistinguishedName(_issuer.Span).Name;
        }
        catch (CryptographicException)
        {
            return "(unreadable)";
        }
    }
}
