using System.Formats.Asn1;
using System.Numerics;

namespace PluginSign.Certificates.Revocation;

/// <summary>The extensions of a CRL (RFC 5280, 5.2) that decide what it may be used for.</summary>
internal sealed record CrlExtensions
{
    private const string CrlNumber = "2.5.29.20";
    private const string DeltaCrlIndicator = "2.5.29.27";
    private const string IssuingPoint = "2.5.29.28";
    private const string IssuerAltName = "2.5.29.18";
    private const string FreshestCrl = "2.5.29.46";
    private const string ExpiredCertificates = "2.5.29.60";
    private const string NoNumber = "it has no CRL number (RFC 5280, 5.2.3)";
    private const int NumberOctets = 20;

    /// <summary>A v2 CRL without any.</summary>
    public static CrlExtensions Empty { get; } = new() { Fault = NoNumber };

    /// <summary>The CRL number (5.2.3); null where there is none.</summary>
    public BigInteger? Number { get; private init; }

    /// <summary>In a delta CRL, the number of the oldest base that it goes with (5.2.4); else null.</summary>
    public BigInteger? BaseNumber { get; private init; }

    public IssuingDistributionPoint? Scope { get; private init; }

    /// <summary>The CRL keeps certificates that expired at this time or later (expiredCertsOnCRL of X.509); null when it may drop every expired one.</summary>
    public DateTimeOffset? KeepsExpiredSince { get; private init; }

    /// <summary>The whole authority key identifier.</summary>
    public ReadOnlyMemory<byte> AuthorityKey { get; private init; }

    /// <summary>The key identifier in it; empty where there is none.</summary>
    public ReadOnlyMemory<byte> KeyIdentifier { get; private init; }

    /// <summary>Why the CRL may not be used, although it can be read; null when it may.</summary>
    public string? Fault { get; private init; }

    /// <summary>Reads crlExtensions.</summary>
    /// <exception cref="AsnContentException">An extension breaks its grammar or stands twice.</exception>
    public static CrlExtensions Read(AsnReader list)
    {
        CrlExtensions read = new();
        foreach (CertificateExtension extension in list.ReadExtensions())
        {
            read = extension.Oid switch
            {
                CrlNumber => read.WithNumber(extension),
                DeltaCrlIndicator => read with { BaseNumber = ReadNumber(extension.Value), Fault = read.Fault ?? UnlessCritical(extension, "delta CRL indicator") },
                IssuingPoint => read with { Scope = IssuingDistributionPoint.Read(extension.Value), Fault = read.Fault ?? EmptyScope(extension) ?? UnlessCritical(extension, "issuing distribution point") },
                CertificateOids.AuthorityKeyIdentifier => read with { AuthorityKey = extension.Value, KeyIdentifier = KnownExtensions.ReadAuthorityKey(extension.Value) },
                ExpiredCertificates => read with { KeepsExpiredSince = extension.Value.ReadOnlyGeneralizedTime() },
                IssuerAltName or FreshestCrl => read,
                _ when extension.IsCritical => read with { Fault = read.Fault ?? $"it has a critical extension that is not understood ({extension.Oid}; RFC 5280, 5.2)" },
                _ => read,
            };
        }

        return read.Number is null ? read with { Fault = read.Fault ?? NoNumber } : read;
    }

    /// <summary>Whether the CRL says that this is its signer's key; null when one of them does not say.</summary>
    public bool? NamesKey(ReadOnlyMemory<byte> subjectKeyIdentifier)
    {
        return KeyIdentifier.IsEmpty || subjectKeyIdentifier.IsEmpty ? null : KeyIdentifier.Span.SequenceEqual(subjectKeyIdentifier.Span);
    }

    private CrlExtensions WithNumber(CertificateExtension extension) => this with
    {
        Number = ReadNumber(extension.Value),
        Fault = Fault ?? (extension.IsCritical ? "its CRL number is critical (RFC 5280, 5.2.3)" : null),
    };

    // 5.2.5: every field at its default. Whatever was to stand there is not there.
    private static string? EmptyScope(CertificateExtension extension)
        => extension.Value.Span.SequenceEqual<byte>([0x30, 0x00]) ? "its issuing distribution point is empty (RFC 5280, 5.2.5)" : null;

    private static string? UnlessCritical(CertificateExtension extension, string name)
        => extension.IsCritical ? null : $"its {name} is not critical (RFC 5280, 5.2)";

    private static BigInteger ReadNumber(ReadOnlyMemory<byte> der)
    {
        AsnReader reader = new(der, AsnEncodingRules.DER);
        ReadOnlySpan<byte> octets = reader.ReadIntegerBytes().Span;
        reader.ThrowIfNotEmpty();
        return octets.Length <= NumberOctets && (octets[0] & 0x80) == 0
            ? new BigInteger(octets, isUnsigned: true, isBigEndian: true)
            : throw new AsnContentException("a CRL number that is negative or longer than 20 octets (RFC 5280, 5.2.3)");
    }
}
