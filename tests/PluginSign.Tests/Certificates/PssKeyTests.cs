using System.Formats.Asn1;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>RSA keys that are for RSASSA-PSS alone (RFC 4055, 1.2), with and without parameters that bind them.</summary>
public sealed class PssKeyTests
{
    private static readonly TestPki Pki = TestPki.Create();

    private static readonly byte[] Sha256 = Parameters("2.16.840.1.101.3.4.2.1", 32);

    [Fact]
    public void A_signer_and_a_CA_may_have_such_keys()
    {
        foreach (byte[] parameters in new byte[][] { [], Sha256, Parameters("2.16.840.1.101.3.4.2.1", 20) })
        {
            TestKey key = TestKey.RsaPss(3072, parameters);
            Judging.Validate(Pki, Pki.IssueSigner(t => t with { Key = key })).AssertPasses();
            IssuedCertificate ca = Pki.IssueCa("CN=PSS CA", t => t with { Key = key });
            IssuedCertificate signer = Pki.IssueSigner(static t => t with { Pss = true }, ca);
            Judging.Validate(signer, [Pki.Root], [ca]).AssertPasses();
        }
    }

    [Fact]
    public void Such_a_key_signs_nothing_else()
    {
        IssuedCertificate ca = Pki.IssueCa("CN=PSS CA", static t => t with { Key = TestKey.RsaPss(3072, []) });
        Judging.Validate(Pki.IssueSigner(issuer: ca), [Pki.Root], [ca]).AssertRefuses(FindingCode.CertificateSignatureInvalid); // PKCS #1 v1.5
        IssuedCertificate bound = Pki.IssueCa("CN=Bound CA", static t => t with { Key = TestKey.RsaPss(3072, Parameters("2.16.840.1.101.3.4.2.3", 64)) });
        Judging.Validate(Pki.IssueSigner(static t => t with { Pss = true }, bound), [Pki.Root], [bound]).AssertRefuses(FindingCode.CertificateSignatureInvalid); // SHA-256, bound to SHA-512
    }

    [Theory]
    [InlineData("3000")] // the defaults: SHA-1
    [InlineData("0500")]
    public void Other_parameters_are_not_supported(string hex)
        => Assert.False(Judging.Validate(Pki, Pki.IssueSigner(t => t with { Key = TestKey.RsaPss(3072, Convert.FromHexString(hex)) })).Answer.Passed);

    private static byte[] Parameters(string digest, int salt)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                WriteDigest(writer, digest);
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.1.8");
                WriteDigest(writer, digest);
            }

            if (salt != 20)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
                {
                    writer.WriteInteger(salt);
                }
            }
        }

        return writer.Encode();
    }

    private static void WriteDigest(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteNull();
        }
    }
}
