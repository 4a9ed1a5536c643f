using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;

namespace PluginSign.Signing;

/// <summary>The certificates of a <see cref="DevelopmentCa"/>, each with the extensions of its role (RFC 5280, 4.2.1).</summary>
internal static class DevelopmentCertificates
{
    private const string CodeSigningOid = "1.3.6.1.5.5.7.3.3";
    private const string TimeStampingOid = "1.3.6.1.5.5.7.3.8";

    // RFC 5280, 4.1.2.2: positive, at most 20 octets.
    private const int SerialBytes = 16;

    // RFC 7093, 2, method 1: the leftmost 160 bits of a SHA-256 hash. RFC 5280's own method needs SHA-1.
    private const int KeyIdentifierBytes = 20;

    public static X509Certificate2 Root(X509SignatureGenerator key, string kind, DevelopmentPeriods periods)
    {
        CertificateRequest request = Request($"PluginSign Development {kind}Root", key);
        X509SubjectKeyIdentifierExtension identifier = Identifier(request.PublicKey);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(identifier);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        return request.Create(request.SubjectName, key, periods.From, periods.RootUntil, Serial());
    }

    public static X509Certificate2 HostCa(X509SignatureGenerator key, string kind, X509Certificate2 issuer, X509SignatureGenerator issuerKey, DevelopmentPeriods periods)
    {
        CertificateRequest request = Request($"PluginSign Development {kind}Host CA", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return Issue(request, issuer, issuerKey, periods.From, periods.IntermediateUntil);
    }

    public static X509Certificate2 CodeSigner(
        X509SignatureGenerator key, string kind, X509Certificate2 issuer, X509SignatureGenerator issuerKey, Uri vendor, DevelopmentPeriods periods)
    {
        CertificateRequest request = Request($"PluginSign Development {kind}Signer", key);
        AddSigner(request, CodeSigningOid, criticalPurpose: false);
        SubjectAlternativeNameBuilder names = new();
        names.AddUri(vendor);
        request.CertificateExtensions.Add(names.Build());
        return Issue(request, issuer, issuerKey, periods.From, periods.SignerUntil);
    }

    public static X509Certificate2 TimestampSigner(X509SignatureGenerator key, X509Certificate2 issuer, X509SignatureGenerator issuerKey, DevelopmentPeriods periods)
    {
        CertificateRequest request = Request("PluginSign Development Timestamp Signer", key);
        AddSigner(request, TimeStampingOid, criticalPurpose: true); // RFC 3161, 2.3: critical, and alone
        return Issue(request, issuer, issuerKey, periods.From, periods.SignerUntil);
    }

    /// <summary>A CA's CRL speaks about what it issued: the intermediate's about the two signers, the root's about the intermediate. With both, <c>--revocation require</c> has an answer.</summary>
    /// <remarks>It holds for as long as the signers do: on a developer's machine nobody renews it.</remarks>
    public static string EmptyCrl(X509Certificate2 issuer, X509SignatureGenerator issuerKey, DevelopmentPeriods periods)
    {
        byte[] crl = new CertificateRevocationListBuilder().Build(
            issuer.SubjectName, issuerKey, 1, periods.SignerUntil, HashAlgorithmName.SHA384, AuthorityIdentifier(issuer), periods.From);
        return PemEncoding.WriteString("X509 CRL", crl) + "\n";
    }

    // The digest is the issuer's, P-384; ML-DSA passes it over.
    private static CertificateRequest Request(string commonName, X509SignatureGenerator key)
    {
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(commonName);
        subject.AddOrganizationalUnitName(DevelopmentMark.OrganizationalUnit);
        subject.AddOrganizationName("PluginSign");
        return new CertificateRequest(subject.Build(), key.PublicKey, HashAlgorithmName.SHA384);
    }

    private static void AddSigner(CertificateRequest request, string purpose, bool criticalPurpose)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], criticalPurpose));
    }

    private static X509Certificate2 Issue(CertificateRequest request, X509Certificate2 issuer, X509SignatureGenerator issuerKey, DateTimeOffset from, DateTimeOffset until)
    {
        request.CertificateExtensions.Add(Identifier(request.PublicKey));
        request.CertificateExtensions.Add(AuthorityIdentifier(issuer));
        return request.Create(issuer.SubjectName, issuerKey, from, until, Serial());
    }

    private static X509AuthorityKeyIdentifierExtension AuthorityIdentifier(X509Certificate2 issuer)
        => X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(issuer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single());

    private static X509SubjectKeyIdentifierExtension Identifier(System.Security.Cryptography.X509Certificates.PublicKey key)
        => new(SHA256.HashData(key.EncodedKeyValue.RawData).AsSpan(0, KeyIdentifierBytes), critical: false);

    private static byte[] Serial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40); // positive, and always of the same length
        return serial;
    }
}
