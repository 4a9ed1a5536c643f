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

    public static X509Certificate2 Root(ECDsa key, DateTimeOffset from, DateTimeOffset until)
    {
        CertificateRequest request = Request("PluginSign Development Root", key, HashAlgorithmName.SHA384);
        X509SubjectKeyIdentifierExtension identifier = Identifier(request.PublicKey);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(identifier);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        return request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, until, Serial()).CopyWithPrivateKey(key);
    }

    public static X509Certificate2 HostCa(ECDsa key, X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset until)
    {
        CertificateRequest request = Request("PluginSign Development Host CA", key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        using X509Certificate2 issued = Issue(request, issuer, from, until);
        return issued.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 CodeSigner(ECDsa key, X509Certificate2 issuer, Uri vendor, DateTimeOffset from, DateTimeOffset until)
    {
        CertificateRequest request = Request("PluginSign Development Signer", key, HashAlgorithmName.SHA384);
        AddSigner(request, CodeSigningOid, criticalPurpose: false);
        SubjectAlternativeNameBuilder names = new();
        names.AddUri(vendor);
        request.CertificateExtensions.Add(names.Build());
        return Issue(request, issuer, from, until);
    }

    public static X509Certificate2 TimestampSigner(ECDsa key, X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset until)
    {
        CertificateRequest request = Request("PluginSign Development Timestamp Signer", key, HashAlgorithmName.SHA384);
        AddSigner(request, TimeStampingOid, criticalPurpose: true); // RFC 3161, 2.3: critical, and alone
        return Issue(request, issuer, from, until);
    }

    /// <summary>The intermediate issues the CRL because it issued what may need revoking: the two signers. The root's own CRL could only name the intermediate.</summary>
    /// <remarks>It holds for as long as the signers do: on a developer's machine nobody renews it.</remarks>
    public static string EmptyCrl(X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset until)
    {
        byte[] crl = new CertificateRevocationListBuilder().Build(issuer, 1, until, HashAlgorithmName.SHA384, rsaSignaturePadding: null, from);
        return PemEncoding.WriteString("X509 CRL", crl) + "\n";
    }

    private static CertificateRequest Request(string commonName, ECDsa key, HashAlgorithmName digest)
    {
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(commonName);
        subject.AddOrganizationalUnitName(DevelopmentMark.OrganizationalUnit);
        subject.AddOrganizationName("PluginSign");
        return new CertificateRequest(subject.Build(), key, digest);
    }

    private static void AddSigner(CertificateRequest request, string purpose, bool criticalPurpose)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], criticalPurpose));
    }

    private static X509Certificate2 Issue(CertificateRequest request, X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset until)
    {
        X509SubjectKeyIdentifierExtension issuerIdentifier = issuer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single();
        request.CertificateExtensions.Add(Identifier(request.PublicKey));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(issuerIdentifier));
        return request.Create(issuer, from, until, Serial());
    }

    private static X509SubjectKeyIdentifierExtension Identifier(System.Security.Cryptography.X509Certificates.PublicKey key)
        => new(SHA256.HashData(key.EncodedKeyValue.RawData).AsSpan(0, KeyIdentifierBytes), critical: false);

    private static byte[] Serial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40); // positive, and always of the same length
        return serial;
    }
}
