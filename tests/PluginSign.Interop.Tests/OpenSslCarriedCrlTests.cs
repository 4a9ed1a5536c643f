using System.Security.Cryptography;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;
using PluginSign.Signing;
using PluginSign.Tests;
using PluginSign.Verification;

namespace PluginSign.Interop.Tests;

/// <summary>CRLs that a signature carries along (RFC 5652, 10.2.1), and CRLs beside it: <c>openssl cms -crl_check</c> and we say the same.</summary>
public sealed class OpenSslCarriedCrlTests
{
    private const string Verify = "cms -verify -binary -inform DER -in p.p7s -content p.bin -CAfile root.pem -purpose any -attime 1780272000 -crl_check -out verified.bin"; // 2026-06-01

    [Theory]
    [InlineData("none", true, FindingCode.RevocationUnknown, "unable to get certificate CRL")]
    [InlineData("good", true, FindingCode.RevocationGood, "")]
    [InlineData("good", false, FindingCode.RevocationGood, "")]
    [InlineData("revoked", true, FindingCode.CertificateRevoked, "certificate revoked")]
    [InlineData("revoked", false, FindingCode.CertificateRevoked, "certificate revoked")]
    [InlineData("another signer revoked", true, FindingCode.RevocationGood, "")]
    [InlineData("stale", true, FindingCode.RevocationStale, "CRL has expired")]
    [InlineData("from the future", true, FindingCode.RevocationUnknown, "CRL is not yet valid")]
    [InlineData("forged", false, FindingCode.RevocationUnusable, "CRL signature failure")]
    [InlineData("forged", true, FindingCode.RevocationUnknown, "CRL signature failure")]
    public void They_agree(string what, bool carried, FindingCode code, string complaint)
    {
        using OpenSsl openssl = OpenSsl.OrSkip();
        (TestPki pki, IssuedCertificate signer) = Worlds.Create("p256");
        Worlds.Write(openssl, pki, signer);
        byte[][] crls = what is "none" ? [] : [Template(what, pki, signer).Sign(pki.Intermediate), new CrlTemplate().Sign(pki.Root)];
        using SigningCredential credential = Worlds.Credential(pki, signer);
        byte[] signature = PluginSigner.Sign(Worlds.Digests, credential, new SigningOptions { SigningTime = TestPki.ValidationTime });
        openssl["p.p7s"] = carried ? Carry(signature, crls) : signature;
        if (!carried)
        {
            // openssl cms takes no CRLs beside the signature but from the file of trusted certificates.
            openssl.WriteText("root.pem", string.Join('\n', [pki.Root.Pem, .. crls.Select(static c => PemEncoding.WriteString("X509 CRL", c))]) + "\n");
        }

        ToolResult theirs = openssl.Run(Verify);
        Assert.True(theirs.ExitCode == 0 == (complaint.Length == 0), theirs.Errors);
        Assert.Contains(complaint, theirs.Errors, StringComparison.OrdinalIgnoreCase);

        VerificationReport ours = Ours(pki, openssl["p.p7s"], carried ? [] : crls);
        Assert.Equal(complaint.Length == 0, ours.Verdict == Verdict.Trusted);
        Assert.Contains(ours.Findings, f => f.Code == code);
    }

    private static CrlTemplate Template(string what, TestPki pki, IssuedCertificate signer) => what switch
    {
        "revoked" => new CrlTemplate().Revoke(signer, RevocationReason.Superseded),
        "another signer revoked" => new CrlTemplate().Revoke(pki.Signer),
        "stale" => new CrlTemplate { ThisUpdate = TestPki.ValidationTime.AddDays(-9), NextUpdate = TestPki.ValidationTime.AddDays(-1) },
        "from the future" => new CrlTemplate { ThisUpdate = TestPki.ValidationTime.AddDays(1) },
        "forged" => new CrlTemplate { CorruptSignature = true },
        _ => new CrlTemplate(),
    };

    // RevocationInfoChoices is [1] IMPLICIT SET OF: nothing signs it, so it can be put in afterwards.
    private static byte[] Carry(byte[] signature, byte[][] crls)
    {
        Assert.True(CmsSignature.Read(signature).TryGetValue(out CmsSignature? read));
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSetOf(new System.Formats.Asn1.Asn1Tag(System.Formats.Asn1.TagClass.ContextSpecific, 1)))
        {
            foreach (byte[] crl in crls)
            {
                writer.WriteEncodedValue(crl);
            }
        }

        return crls.Length == 0 ? signature : CmsWriter.Write(read.Parts with { Crls = writer.Encode() });
    }

    private static VerificationReport Ours(TestPki pki, byte[] signature, byte[][] crls)
    {
        string folder = Directory.CreateTempSubdirectory("pluginsign-").FullName;
        try
        {
            string plugin = Path.Combine(folder, "p.bin");
            File.WriteAllBytes(plugin, Worlds.Content);
            File.WriteAllBytes(plugin + PluginVerifier.SignatureSuffix, signature);
            TrustInputs trust = new()
            {
                Anchors = [pki.Root.Certificate],
                RevocationMode = RevocationMode.Require,
                Revocation = new RevocationInformation([.. crls.Select(static c => CertificateRevocationList.Read(c).TryGetValue(out CertificateRevocationList? crl) ? crl : throw new InvalidOperationException("a CRL of the test's is not read"))], []),
            };
            return new PluginVerifier(trust, new TrustPolicy()).Verify(plugin, TestPki.ValidationTime);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
