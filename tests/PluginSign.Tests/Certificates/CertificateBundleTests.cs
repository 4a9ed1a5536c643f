using System.Text;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

public sealed class CertificateBundleTests
{
    private static readonly TestPki Pki = TestPki.Create();

    [Fact]
    public void One_certificate_in_DER_is_read() => Assert.Single(AssertReads(Pki.Root.Der));

    [Fact]
    public void Several_in_PEM_are_read_in_order()
    {
        string[] fingerprints = [Pki.Signer.Certificate.Fingerprint, Pki.Intermediate.Certificate.Fingerprint, Pki.Root.Certificate.Fingerprint];
        Assert.Equal(fingerprints, AssertReads(Pki.ChainPem).Select(static c => c.Fingerprint).ToArray());
    }

    [Fact]
    public void Text_around_the_blocks_and_other_line_ends_do_not_matter()
    {
        string pem = $"\ufeffBag Attributes\r\n  friendlyName: x\r\nsubject=CN\r\n{Pki.ChainPem.ReplaceLineEndings("\r\n")}\r\n# end";
        Assert.Equal(3, AssertReads(pem).Length);
    }

    [Fact]
    public void A_private_key_beside_the_certificate_is_passed_over_with_a_note()
    {
        Answer<CertificateBundle> read = Read($"{Pki.Root.KeyPem}\n{Pki.Root.Pem}");
        Assert.True(read.TryGetValue(out CertificateBundle? bundle));
        Assert.Single(bundle!.Certificates);
        Finding note = Assert.Single(read.Findings);
        Assert.Equal((FindingCode.PemBlockIgnored, Severity.Note, "PRIVATE KEY"), (note.Code, note.Severity, note.Actual));
    }

    [Fact]
    public void Files_without_a_certificate_are_refused()
    {
        AssertRefuses([], "0 bytes");
        AssertRefuses("hello"u8.ToArray(), "neither DER");
        AssertRefuses(Encoding.ASCII.GetBytes(Pki.Root.KeyPem), "PRIVATE KEY");
        AssertRefuses(Encoding.Unicode.GetBytes(Pki.Root.Pem), "neither DER");
        AssertRefuses([0x30], string.Empty);
        AssertRefuses([.. Pki.Root.Der, .. Pki.Intermediate.Der], string.Empty);
    }

    [Fact]
    public void One_damaged_block_refuses_the_file()
    {
        string pem = Pki.Root.Pem;
        AssertRefuses($"{Pki.Intermediate.Pem}\n{pem.Replace("-----END CERTIFICATE-----", string.Empty, StringComparison.Ordinal)}", "no line END");
        AssertRefuses($"{pem.Replace("-----END CERTIFICATE-----", string.Empty, StringComparison.Ordinal)}\n{Pki.Intermediate.Pem}", "no line END");
        AssertRefuses($"{Pki.Intermediate.Pem}\n{pem.Replace("MII", "M?I", StringComparison.Ordinal)}", "not base64");
        AssertRefuses(pem.Insert(pem.IndexOf("-----END", StringComparison.Ordinal), "AAAA\n"), string.Empty);
        AssertRefuses("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", string.Empty);
        AssertRefuses("-----BEGIN CERTIFICATE\n", "BEGIN line");
    }

    [Fact]
    public void Files_above_the_caps_are_refused()
    {
        AssertRefuses(new byte[Limits.CertificateFileBytes + 1], "more than");
        AssertRefuses(string.Join('\n', Enumerable.Repeat(Pki.Root.Pem, Limits.Anchors + 1)), "more than");
    }

    [Fact]
    public void Any_truncation_of_a_PEM_file_is_refused_or_gives_whole_certificates()
    {
        byte[] pem = Encoding.ASCII.GetBytes(Pki.ChainPem);
        HashSet<string> known = [.. AssertReads(pem).Select(static c => c.Fingerprint)];
        for (int length = 0; length < pem.Length; length++)
        {
            if (CertificateBundle.Read(pem.AsMemory(0, length)).TryGetValue(out CertificateBundle? bundle))
            {
                Assert.All(bundle.Certificates, c => Assert.Contains(c.Fingerprint, known));
            }
        }
    }

    private static Answer<CertificateBundle> Read(string text) => CertificateBundle.Read(Encoding.UTF8.GetBytes(text));

    private static System.Collections.Immutable.ImmutableArray<Certificate> AssertReads(string text) => AssertReads(Encoding.UTF8.GetBytes(text));

    private static System.Collections.Immutable.ImmutableArray<Certificate> AssertReads(byte[] bytes)
    {
        Answer<CertificateBundle> read = CertificateBundle.Read(bytes);
        Assert.True(read.TryGetValue(out CertificateBundle? bundle), Judging.Text(read.Findings));
        Assert.Empty(read.Findings);
        return bundle!.Certificates;
    }

    private static void AssertRefuses(string text, string actual) => AssertRefuses(Encoding.UTF8.GetBytes(text), actual);

    private static void AssertRefuses(byte[] bytes, string actual)
    {
        Answer<CertificateBundle> read = CertificateBundle.Read(bytes);
        Assert.False(read.TryGetValue(out _));
        Finding finding = Assert.Single(read.Findings);
        Assert.Equal(FindingCode.CertificateMalformed, finding.Code);
        Assert.Contains(actual, finding.Actual, StringComparison.Ordinal);
    }
}
