using System.Security.Cryptography;
using System.Text;
using CsCheck;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>CRLs that are damaged or ask for too much.</summary>
public sealed class HostileCrlTests
{
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly byte[] Der = new CrlTemplate { Extensions = [CrlTemplate.Scope(users: true)] }.Revoke(Pki.Signer, RevocationReason.KeyCompromise).Sign(Pki.Intermediate);

    [Fact]
    public void Every_truncation_is_malformed()
        => Assert.All(Enumerable.Range(0, Der.Length), static n => Assert.False(CertificateRevocationList.Read(Der.AsMemory(0, n)).Passed));

    [Fact]
    public void Trailing_bytes_are_malformed() => AssertMalformed([.. Der, 0]);

    [Fact]
    public void A_turned_bit_never_throws_and_never_makes_a_good_answer()
        => Gen.Int[0, (Der.Length * 8) - 1].Sample(bit =>
        {
            byte[] changed = [.. Der];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            if (!CertificateRevocationList.Read(changed).TryGetValue(out CertificateRevocationList? crl))
            {
                return true;
            }

            RevocationInputs inputs = Asking.With(RevocationMode.Require, crl, new CrlTemplate().Issue(Pki.Root));
            return !Pki.Validate(Pki.Signer, inputs).Answer.Passed;
        }, iter: 2000);

    [Fact]
    public void Random_bytes_never_throw()
        => Gen.Byte.Array[0, 200].Sample(static bytes => !CertificateRevocationList.Read(bytes).Passed && !CrlBundle.Read(bytes).Passed, iter: 2000);

    [Fact]
    public void A_hundred_thousand_entries_are_read_and_looked_up()
    {
        CrlTemplate template = new() { Lines = [.. Enumerable.Range(1, 100_000).Select(static i => new CrlLine([1, .. BitConverter.GetBytes(i)], TestPki.ValidationTime.AddDays(-2), null, []))] };
        CertificateRevocationList crl = template.Revoke(Pki.Signer).Issue(Pki.Intermediate);
        Assert.Equal(100_001, crl.Count);
        Assert.NotNull(crl.Find(Pki.Signer.Certificate));
        Assert.Null(crl.Find(Pki.IssueSigner().Certificate));
    }

    [Fact]
    public void Hundreds_of_forged_CRLs_end_with_the_budget()
    {
        CertificateRevocationList[] forged = [.. Enumerable.Range(0, Limits.Crls).Select(static i => (new CrlTemplate { CrlNumber = i, CorruptSignature = true }).Issue(Pki.Intermediate))];
        IssuedCertificate[] decoys = [.. Enumerable.Range(0, 50).Select(static _ => Pki.IssueCa(Pki.Intermediate.Certificate.Subject))];
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, forged), [Pki.Intermediate, .. decoys]);
        Assert.Throws<ArgumentException>(() => new RevocationInformation([.. forged, forged[0]], []));
    }

    [Fact]
    public void A_file_may_hold_several()
    {
        string pem = PemEncoding.WriteString("X509 CRL", Der) + "\nsome text\n" + Pki.Root.Pem + "\r\n" + PemEncoding.WriteString("X509 CRL", new CrlTemplate().Sign(Pki.Root)) + "\n";
        Answer<CrlBundle> read = CrlBundle.Read(Encoding.ASCII.GetBytes(pem));
        Assert.True(read.TryGetValue(out CrlBundle? bundle));
        Assert.Equal([Pki.Intermediate.Certificate.Subject, Pki.Root.Certificate.Subject], bundle.Lists.Select(static l => l.Issuer), StringComparer.Ordinal);
        Assert.Contains(read.Findings, static f => f.Code == FindingCode.PemBlockIgnored);
        Assert.False(CrlBundle.Read(Encoding.ASCII.GetBytes(pem.Replace("END X509 CRL", "END CRL", StringComparison.Ordinal))).Passed);
        Assert.False(CrlBundle.Read(Encoding.ASCII.GetBytes(Pki.Root.Pem)).Passed);
        Assert.False(CrlBundle.Read(default).Passed);
    }

    private static void AssertMalformed(byte[] der)
    {
        Answer<CertificateRevocationList> read = CertificateRevocationList.Read(der);
        Assert.False(read.Passed);
        Assert.Equal(FindingCode.CrlMalformed, Assert.Single(read.Findings).Code);
    }
}
