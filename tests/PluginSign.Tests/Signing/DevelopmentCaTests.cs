using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Signing;

namespace PluginSign.Tests.Signing;

public sealed class DevelopmentCaTests
{
    private const string Mark = "OU=DEVELOPMENT ONLY - not for production";

    private static readonly DateTimeOffset NotBefore = new(2026, 11, 20, 9, 12, 44, TimeSpan.Zero);

    private static readonly DevelopmentCa Ca = DevelopmentCa.Create(NotBefore.AddMilliseconds(700));

    [Fact]
    public void The_files_are_those_of_the_contract_and_private_keys_come_last()
    {
        Assert.Equal(
            ["root.pem", "intermediate.pem", "signer.pem", "timestamp.pem", "crl.pem", "root.key.pem", "intermediate.key.pem", "signer.key.pem", "timestamp.key.pem"],
            Ca.Files.Select(static f => f.Name),
            StringComparer.Ordinal);
        Assert.All(Ca.Files, static f => Assert.Equal(f.Name.EndsWith(".key.pem", StringComparison.Ordinal), f.IsPrivateKey));
        Assert.All(Ca.Files, static f => Assert.Equal(f.IsPrivateKey, f.Pem.Contains("PRIVATE KEY", StringComparison.Ordinal)));
        Assert.All(Ca.Files, static f => Assert.Equal(f.Name, f.ToString()));
    }

    [Fact]
    public void Every_subject_carries_the_development_mark()
    {
        X509Certificate2[] all = [.. Ca.Files.Where(static f => f.Pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal)).SelectMany(static f => Certificates(f.Name))];
        Assert.Equal(6, all.Length);
        Assert.All(all, static c => Assert.Contains(Mark, c.Subject, StringComparison.Ordinal));
    }

    [Fact]
    public void The_root_is_a_self_signed_P384_authority()
    {
        X509Certificate2 root = Certificates("root.pem").Single();
        Assert.Equal(root.Subject, root.Issuer);
        Assert.Equal(384, root.GetECDsaPublicKey()!.KeySize);
        X509BasicConstraintsExtension constraints = root.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.True(constraints is { Critical: true, CertificateAuthority: true, HasPathLengthConstraint: false });
        Assert.Equal(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, root.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
    }

    [Fact]
    public void The_intermediate_may_issue_end_entities_only()
    {
        X509BasicConstraintsExtension constraints = Certificates("intermediate.pem").Single().Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.True(constraints is { Critical: true, CertificateAuthority: true, HasPathLengthConstraint: true, PathLengthConstraint: 0 });
    }

    [Fact]
    public void The_signer_is_for_code_and_names_its_vendor()
    {
        X509Certificate2 signer = Certificates("signer.pem")[0];
        Assert.Equal(256, signer.GetECDsaPublicKey()!.KeySize);
        X509KeyUsageExtension usage = signer.Extensions.OfType<X509KeyUsageExtension>().Single();
        Assert.True(usage is { Critical: true, KeyUsages: X509KeyUsageFlags.DigitalSignature });
        Assert.Equal(["1.3.6.1.5.5.7.3.3"], Purposes(signer, out _));
        Assert.Equal("https://plugins.example/dev", VendorOf(signer));
        DevelopmentCa other = DevelopmentCa.Create(NotBefore, new Uri("https://acme.example/plugins"));
        Assert.Equal("https://acme.example/plugins", VendorOf(X509Certificate2.CreateFromPem(other.Files.Single(static f => f.Name is "signer.pem").Pem)));
    }

    [Fact]
    public void The_timestamp_signer_is_for_timestamps_alone_and_says_so_critically()
    {
        X509Certificate2 signer = Certificates("timestamp.pem")[0];
        Assert.Equal(["1.3.6.1.5.5.7.3.8"], Purposes(signer, out bool critical));
        Assert.True(critical);
        Assert.True(signer.Extensions.OfType<X509KeyUsageExtension>().Single() is { Critical: true, KeyUsages: X509KeyUsageFlags.DigitalSignature });
    }

    [Fact]
    public void Leaf_first_then_its_issuer_and_the_signatures_chain_up()
    {
        X509Certificate2 root = Certificates("root.pem").Single();
        foreach (string name in (string[])["signer.pem", "timestamp.pem"])
        {
            X509Certificate2Collection chain = Certificates(name);
            Assert.Equal(2, chain.Count);
            Assert.Equal(Certificates("intermediate.pem").Single().RawData, chain[1].RawData);
            Assert.True(IsIssuedBy(chain[0], chain[1]));
            Assert.True(IsIssuedBy(chain[1], root));
        }
    }

    [Fact]
    public void Validity_starts_at_the_argument_and_issued_certificates_end_before_their_issuer()
    {
        X509Certificate2 root = Certificates("root.pem").Single();
        X509Certificate2Collection chain = Certificates("signer.pem");
        Assert.All([root, chain[0], chain[1]], static c => Assert.Equal(NotBefore.UtcDateTime, c.NotBefore.ToUniversalTime()));
        Assert.True(chain[0].NotAfter < chain[1].NotAfter && chain[1].NotAfter < root.NotAfter);
        Assert.Equal(NotBefore.AddYears(1).UtcDateTime, chain[0].NotAfter.ToUniversalTime());
    }

    [Fact]
    public void Serials_are_positive_random_and_sixteen_bytes()
    {
        byte[][] serials = [.. Ca.Files.Where(static f => f.Name is "root.pem" or "intermediate.pem" or "signer.pem" or "timestamp.pem").Select(static f => Certificates(f.Name)[0].SerialNumberBytes.ToArray())];
        Assert.All(serials, static s => Assert.Equal(16, s.Length));
        Assert.All(serials, static s => Assert.InRange(s[0], 0x40, 0x7F));
        Assert.Equal(4, serials.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_crl_is_the_intermediates_and_empty()
    {
        PemFields fields = PemEncoding.Find(Text("crl.pem"));
        Assert.Equal("X509 CRL", Text("crl.pem")[fields.Label]);
        byte[] der = Convert.FromBase64String(Text("crl.pem")[fields.Base64Data]);
        CertificateRevocationListBuilder.Load(der, out BigInteger number);
        Assert.Equal(BigInteger.One, number);

        // RFC 5280, 5.1.2: version, signature, issuer, thisUpdate, nextUpdate, and then no revokedCertificates but the extensions.
        AsnReader crl = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        crl.ReadInteger();
        crl.ReadEncodedValue();
        Assert.Equal(Certificates("intermediate.pem").Single().SubjectName.RawData, crl.ReadEncodedValue().ToArray());
        Assert.Equal(NotBefore, crl.ReadUtcTime());
        crl.ReadUtcTime();
        Assert.Equal(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true), crl.PeekTag());
    }

    [Fact]
    public void Keys_are_PKCS8_and_belong_to_their_certificates()
    {
        foreach (string name in (string[])["root", "intermediate", "signer", "timestamp"])
        {
            Assert.StartsWith("-----BEGIN PRIVATE KEY-----", Text($"{name}.key.pem"), StringComparison.Ordinal);
            using ECDsa key = ECDsa.Create();
            key.ImportFromPem(Text($"{name}.key.pem"));
            Assert.Equal(Certificates($"{name}.pem")[0].PublicKey.ExportSubjectPublicKeyInfo(), key.ExportSubjectPublicKeyInfo());
        }
    }

    [Fact]
    public void A_password_encrypts_every_key_with_PBES2_and_many_rounds()
    {
        DevelopmentCa encrypted = DevelopmentCa.Create(NotBefore, password: "correct horse");
        foreach (DevelopmentCaFile file in encrypted.Files.Where(static f => f.IsPrivateKey))
        {
            Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", file.Pem, StringComparison.Ordinal);
            using ECDsa key = ECDsa.Create();
            Assert.ThrowsAny<CryptographicException>(() => key.ImportFromEncryptedPem(file.Pem, "wrong"));
            key.ImportFromEncryptedPem(file.Pem, "correct horse");
            Assert.Equal(600_000, RoundsOf(file.Pem));
        }
    }

    [Fact]
    public void A_relative_vendor_is_the_callers_mistake()
        => Assert.Throws<ArgumentException>(static () => DevelopmentCa.Create(NotBefore, new Uri("acme", UriKind.Relative)));

    private static string Text(string name) => Ca.Files.Single(f => string.Equals(f.Name, name, StringComparison.Ordinal)).Pem;

    private static X509Certificate2Collection Certificates(string name)
    {
        X509Certificate2Collection all = [];
        all.ImportFromPem(Text(name));
        return all;
    }

    private static string[] Purposes(X509Certificate2 certificate, out bool critical)
    {
        X509EnhancedKeyUsageExtension usage = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single();
        critical = usage.Critical;
        return [.. usage.EnhancedKeyUsages.Cast<Oid>().Select(static o => o.Value!)];
    }

    private static string VendorOf(X509Certificate2 certificate)
    {
        AsnReader names = new AsnReader(certificate.Extensions.Single(static e => e.Oid!.Value is "2.5.29.17").RawData, AsnEncodingRules.DER).ReadSequence();
        return names.ReadCharacterString(UniversalTagNumber.IA5String, new Asn1Tag(TagClass.ContextSpecific, 6));
    }

    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        AsnReader outer = new AsnReader(certificate.RawData, AsnEncodingRules.DER).ReadSequence();
        byte[] signed = outer.ReadEncodedValue().ToArray();
        outer.ReadEncodedValue();
        byte[] signature = outer.ReadBitString(out _);
        using ECDsa key = issuer.GetECDsaPublicKey()!;
        return certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData)
            && key.VerifyData(signed, signature, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence);
    }

    // RFC 8018, A.2 and A.4: EncryptedPrivateKeyInfo { PBES2 { PBKDF2 { salt, iterationCount, ... }, ... }, ... }.
    private static int RoundsOf(string pem)
    {
        AsnReader info = new AsnReader(Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]), AsnEncodingRules.DER).ReadSequence();
        AsnReader scheme = info.ReadSequence();
        Assert.Equal("1.2.840.113549.1.5.13", scheme.ReadObjectIdentifier());
        AsnReader derivation = scheme.ReadSequence().ReadSequence();
        derivation.ReadObjectIdentifier();
        AsnReader parameters = derivation.ReadSequence();
        parameters.ReadOctetString();
        Assert.True(parameters.TryReadInt32(out int rounds));
        return rounds;
    }
}
