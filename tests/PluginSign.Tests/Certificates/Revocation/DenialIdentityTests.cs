using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>A denied certificate is denied in all its encodings, and its key with it; for trusting a fingerprint stays exact.</summary>
public sealed class DenialIdentityTests
{
    private static readonly TestPki Pki = TestPki.Create();

    [Theory]
    [InlineData("signer", true)]
    [InlineData("signer", false)]
    [InlineData("intermediate", true)]
    [InlineData("intermediate", false)]
    [InlineData("anchor", true)]
    [InlineData("anchor", false)]
    public void The_twin_of_a_denied_certificate_is_denied(string which, bool byFingerprintAlone)
    {
        IssuedCertificate original = which switch { "signer" => Pki.Signer, "intermediate" => Pki.Intermediate, _ => Pki.Root };
        IssuedCertificate twin = EcdsaTwin.Of(original);
        Assert.NotEqual(original.Certificate.Fingerprint, twin.Certificate.Fingerprint, StringComparer.Ordinal);
        IssuedCertificate Pick(IssuedCertificate honest) => ReferenceEquals(honest, original) ? twin : honest;
        PathValidation Ask(RevocationInputs inputs) => new PathValidator([Pick(Pki.Root).Certificate], []).Validate(
            Pick(Pki.Signer).Certificate, [Pick(Pki.Intermediate).Certificate], TestPki.ValidationTime, Judging.CodeSigning, inputs);
        Ask(Deny()).AssertPasses();
        Finding finding = Ask(Deny(byFingerprintAlone ? Bare(original) : Whole(original))).AssertRefuses(FindingCode.CertificateDenied);
        Assert.Contains("another encoding", finding.Message, StringComparison.Ordinal);
        Assert.Contains(original.Certificate.Fingerprint, finding.Actual, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(384)]
    [InlineData(521)]
    public void Whatever_curve_has_signed_it(int bits)
    {
        IssuedCertificate signer = TestPki.Create("Curve", bits switch { 256 => TestKey.P256, 384 => TestKey.P384, _ => TestKey.P521 }).Root;
        IssuedCertificate twin = EcdsaTwin.Of(signer, bits);
        Assert.True(IsSigned(twin));
        Assert.True(DenyList.Of([Bare(signer)]).Find(twin.Certificate, out _) is not null);
        Assert.True(DenyList.Of([Bare(twin)]).Find(signer.Certificate, out _) is not null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_twin_of_a_denied_OCSP_responder_is_not_believed(bool byFingerprintAlone)
    {
        CertificateTemplate template = new()
        {
            Subject = "CN=Acme OCSP Responder",
            KeyUsage = X509KeyUsageFlags.DigitalSignature,
            ExtendedKeyUsage = [OcspTemplate.OcspSigning],
            Extensions = [new TestExtension(CertificateOids.OcspNoCheck, false, [0x05, 0x00])],
        };
        IssuedCertificate responder = TestPki.Issue(template, issuer: Pki.Intermediate);
        OcspResponse answer = (OcspTemplate.About(Pki.Signer, Pki.Intermediate) with { Certificates = [EcdsaTwin.Of(responder)] }).Answer(responder);
        PathValidation Ask(params DeniedCertificate[] denied) => Pki.Validate(Pki.Signer, new RevocationInputs
        {
            Information = new RevocationInformation([new CrlTemplate().Issue(Pki.Root)], [answer]),
            Denied = denied,
        });
        Ask().AssertGood();
        PathValidation validation = Ask(byFingerprintAlone ? Bare(responder) : Whole(responder));
        Assert.False(validation.Answer.Passed);
        Assert.Contains(validation.Answer.Findings, static f => f is { Code: FindingCode.RevocationUnusable, Severity: Severity.Error });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_twin_of_a_denied_CRL_issuer_is_not_believed(bool byFingerprintAlone)
    {
        IssuedCertificate crlSigner = TestPki.Issue(CertificateTemplate.Ca(Pki.Intermediate.Certificate.Subject), static t => t with { KeyUsage = X509KeyUsageFlags.CrlSign, IsCa = false }, Pki.Intermediate);
        PathValidation Ask(params DeniedCertificate[] denied) => Pki.Validate(
            Pki.Signer,
            Asking.With(RevocationMode.AllowUnknown, new CrlTemplate().Issue(Pki.Root), new CrlTemplate().Issue(crlSigner)) with { Denied = denied },
            [Pki.Intermediate, EcdsaTwin.Of(crlSigner)]);
        Ask().AssertGood();
        Assert.Contains(Ask(byFingerprintAlone ? Bare(crlSigner) : Whole(crlSigner)).Answer.Findings, static f => f.Code == FindingCode.RevocationUnusable);
    }

    [Fact]
    public void A_renewed_certificate_with_a_denied_key_is_denied()
    {
        IssuedCertificate renewed = Pki.IssueSigner(static t => t with { Key = Pki.Signer.Key });
        Finding finding = Pki.Validate(renewed, Deny(Whole(Pki.Signer))).AssertRefuses(FindingCode.CertificateDenied);
        Assert.Contains("its public key is that of a denied certificate", finding.Message, StringComparison.Ordinal);
        Assert.Contains(Pki.Signer.Certificate.Subject, finding.Actual, StringComparison.Ordinal);
        Pki.Validate(Pki.IssueSigner(), Deny(Whole(Pki.Signer))).AssertPasses();
    }

    [Fact]
    public void A_cross_certificate_for_a_denied_key_is_no_way_around()
    {
        TestPki other = TestPki.Create("Other");
        IssuedCertificate crossed = TestPki.Issue(CertificateTemplate.Ca(Pki.Intermediate.Certificate.Subject), static t => t with { Key = Pki.Intermediate.Key }, other.Root);
        PathValidation Ask(params DeniedCertificate[] denied) => new PathValidator([Pki.Root.Certificate, other.Root.Certificate], []).Validate(
            Pki.Signer.Certificate, [crossed.Certificate, Pki.Intermediate.Certificate], TestPki.ValidationTime, Judging.CodeSigning, Deny(denied));
        Ask().AssertPasses();
        Ask(Whole(Pki.Intermediate)).AssertRefuses(FindingCode.CertificateDenied);
        Ask(Bare(Pki.Intermediate)).AssertRefuses(FindingCode.CertificateDenied); // it is at hand
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_a_fingerprint_the_key_is_known_as_soon_as_the_certificate_is_at_hand_wherever_it_lies(bool first)
    {
        IssuedCertificate renewed = Pki.IssueSigner(static t => t with { Key = Pki.Signer.Key });
        IssuedCertificate[] bag = first ? [Pki.Signer, Pki.Intermediate] : [Pki.Intermediate, Pki.Signer];
        Pki.Validate(renewed, Deny(Bare(Pki.Signer)), bag).AssertRefuses(FindingCode.CertificateDenied);
        new PathValidator([Pki.Root.Certificate], [Pki.Signer.Certificate])
            .Validate(renewed.Certificate, [Pki.Intermediate.Certificate], TestPki.ValidationTime, Judging.CodeSigning, Deny(Bare(Pki.Signer)))
            .AssertRefuses(FindingCode.CertificateDenied);
        Pki.Validate(renewed, Deny(Bare(Pki.Signer)), [EcdsaTwin.Of(Pki.Signer), Pki.Intermediate]).AssertRefuses(FindingCode.CertificateDenied);
    }

    [Fact]
    public void Another_certificate_with_the_same_issuer_and_number_is_denied()
    {
        byte[] number = [0x41, 1, 2, 3];
        IssuedCertificate denied = Pki.IssueSigner(t => t with { SerialNumber = number });
        IssuedCertificate other = Pki.IssueSigner(t => t with { SerialNumber = number });
        Finding finding = Pki.Validate(other, Deny(Whole(denied))).AssertRefuses(FindingCode.CertificateDenied);
        Assert.Contains("issuer and serial number", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_the_same_however_it_is_written_down()
    {
        AsnReader point = new AsnReader(Pki.Signer.Key.SubjectPublicKeyInfo, AsnEncodingRules.DER).ReadSequence();
        ReadOnlyMemory<byte> algorithm = point.ReadEncodedValue();
        byte[] bits = point.ReadBitString(out _);
        string id = KeyIdentity.Of(Pki.Signer.Key.SubjectPublicKeyInfo);
        Assert.Equal(id, KeyIdentity.Of(Info(algorithm.Span, [0x02, .. bits[1..33]])));
        Assert.Equal(id, KeyIdentity.Of(Info(algorithm.Span, [0x07, .. bits[1..]])));
        Assert.NotEqual(id, KeyIdentity.Of(Pki.Intermediate.Key.SubjectPublicKeyInfo), StringComparer.Ordinal);

        TestKey rsa = TestKey.Rsa(2048);
        AsnReader modulus = new AsnReader(rsa.SubjectPublicKeyInfo, AsnEncodingRules.DER).ReadSequence();
        modulus.ReadEncodedValue();
        byte[] key = modulus.ReadBitString(out _);
        foreach (string parameters in (string[])["300b06092a864886f70d010101", "300d06092a864886f70d01010a3000", "300b06092a864886f70d01010a", "300d06092a864886f70d0101010500"])
        {
            Assert.Equal(KeyIdentity.Of(rsa.SubjectPublicKeyInfo), KeyIdentity.Of(Info(Convert.FromHexString(parameters), key)));
        }
    }

    [Fact]
    public void Hostile_bytes_are_only_themselves()
    {
        Assert.NotEqual(KeyIdentity.Of(Info(Convert.FromHexString("300706052b81040022"), [])), KeyIdentity.Of(Info(Convert.FromHexString("300706052b81040022"), [5])), StringComparer.Ordinal);
        Assert.StartsWith("raw ", KeyIdentity.Of(new byte[] { 0x30, 0x00 }), StringComparison.Ordinal);
        Assert.StartsWith("raw ", KeyIdentity.Of(Info(Convert.FromHexString("300d06092a864886f70d0101010500"), [1, 2])), StringComparison.Ordinal);
    }

    [Fact]
    public void Signatures_of_other_kinds_have_one_encoding()
    {
        // An RSA signature without its leading zero, or with one more: RFC 8017, 8.1.2 and 8.2.2, step 1.
        foreach (bool pss in (bool[])[true, false])
        {
            IssuedCertificate ca;
            do
            {
                ca = TestPki.Issue(CertificateTemplate.Ca("CN=Leading zero") with { Key = TestKey.Rsa(2048), Pss = pss });
            }
            while (ca.Certificate.Signature.Span[0] != 0);

            Assert.True(IsSigned(ca));
            Assert.False(IsSigned(EcdsaTwin.Resigned(ca, static s => s[1..])));
            Assert.False(IsSigned(EcdsaTwin.Resigned(ca, static s => [0, .. s])));
        }

        // ECDSA: r with a zero too many, a length in two bytes, something behind.
        Assert.True(IsSigned(Pki.Root));
        Assert.False(IsSigned(EcdsaTwin.Resigned(Pki.Root, static s => [0x30, (byte)(s[1] + 1), 0x02, (byte)(s[3] + 1), 0, .. s[4..]])));
        Assert.False(IsSigned(EcdsaTwin.Resigned(Pki.Root, static s => [0x30, 0x81, .. s[1..]])));
        Assert.False(IsSigned(EcdsaTwin.Resigned(Pki.Root, static s => [.. s, 0])));
        Assert.False(IsSigned(EcdsaTwin.Resigned(Pki.Root, static s => [0x30, (byte)(s[1] + 2), .. s[2..], 0x05, 0x00])));
    }

    [Fact]
    public void A_retired_CA_does_not_come_back_as_its_twin_or_under_another_anchor()
    {
        TestPki other = TestPki.Create("Other");
        IssuedCertificate crossed = TestPki.Issue(CertificateTemplate.Ca(Pki.Intermediate.Certificate.Subject), static t => t with { Key = Pki.Intermediate.Key }, other.Root);
        foreach (IssuedCertificate way in (IssuedCertificate[])[EcdsaTwin.Of(Pki.Intermediate), crossed])
        {
            foreach (AuthorityDistrust retired in (AuthorityDistrust[])
                [new(Pki.Intermediate.Certificate, TestPki.ValidationTime), new(CertificateFingerprint.Of(Pki.Intermediate.Certificate), TestPki.ValidationTime)])
            {
                PathRequirements requirements = Judging.CodeSigning with { Distrusted = [retired] };
                Judging.Validate(Pki.Signer, [Pki.Root, other.Root], [way, Pki.Intermediate], requirements).AssertPasses();
                Judging.Validate(Pki.Signer, [Pki.Root, other.Root], [way, Pki.Intermediate], requirements, TestPki.ValidationTime.AddSeconds(1)).AssertRefuses(FindingCode.AuthorityDistrusted);
            }
        }
    }

    [Fact]
    public void Nobody_is_denied_by_null()
    {
        Assert.Throws<ArgumentException>(() => new RevocationInputs { Denied = [null!] });
        Assert.Throws<ArgumentNullException>(() => new RevocationInputs { Denied = null! });
        Assert.Throws<ArgumentNullException>(() => new DeniedCertificate((Certificate)null!));
        Assert.Throws<ArgumentNullException>(() => new DeniedCertificate((CertificateFingerprint)null!));
    }

    private static DeniedCertificate Whole(IssuedCertificate denied) => new(denied.Certificate);

    private static DeniedCertificate Bare(IssuedCertificate denied) => new(CertificateFingerprint.Of(denied.Certificate));

    private static RevocationInputs Deny(params DeniedCertificate[] denied) => new() { Mode = RevocationMode.AllowRevoked, Denied = denied };

    private static bool IsSigned(IssuedCertificate self) => self.Certificate.PublicKey.TryGetValue(out Algorithms.PublicKey? key)
        && key.Verify(self.Certificate.SignatureScheme!, self.Certificate.ToBeSigned.Span, self.Certificate.Signature.Span);

    private static byte[] Info(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> key)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString(key);
        }

        return writer.Encode();
    }
}
