using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>CRLs that are damaged or ask for too much.</summary>
public sealed class HostileCrlTests
{
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly byte[] Der = new CrlTemplate { Extensions = [CrlTemplate.Scope(users: true)] }.Revoke(Pki.Signer, RevocationReason.KeyCompromise).Sign(Pki.Intermediate);

    [Fact]
    public void Every_truncation_is_malformed() => Assert.All(Enumerable.Range(0, Der.Length), static n => AssertMalformed(Der.AsMemory(0, n)));

    [Fact]
    public void Trailing_bytes_are_malformed() => AssertMalformed((byte[])[.. Der, 0]);

    [Fact]
    public void A_turned_bit_never_throws_and_is_refused_for_the_revocation_information_alone()
        => Gen.Int[0, (Der.Length * 8) - 1].Sample(bit =>
        {
            byte[] changed = [.. Der];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Answer<CertificateRevocationList> read = CertificateRevocationList.Read(changed);
            if (!read.TryGetValue(out CertificateRevocationList? crl))
            {
                return read.Findings is [{ Code: FindingCode.CrlMalformed }];
            }

            RevocationInputs inputs = Asking.With(RevocationMode.Require, crl, new CrlTemplate().Issue(Pki.Root));
            Finding[] errors = [.. Pki.Validate(Pki.Signer, inputs).Answer.Findings.Where(static f => f.Severity == Severity.Error)];
            return errors.Length > 0 && Array.TrueForAll(errors, static f => f.Check == PluginSign.Findings.Check.Revocation);
        }, iter: 2000);

    [Fact]
    public void Random_bytes_are_malformed_and_never_throw()
        => Gen.Byte.Array[0, 200].Sample(
            static bytes => CertificateRevocationList.Read(bytes).Findings is [{ Code: FindingCode.CrlMalformed }] && CrlBundle.Read(bytes).Findings is [.., { Code: FindingCode.CrlMalformed }], iter: 2000);

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
    public void One_entry_more_than_the_cap_is_refused_for_the_number_of_entries()
    {
        Assert.True(CertificateRevocationList.Read(WithEntries(Limits.CrlEntries)).TryGetValue(out CertificateRevocationList? full));
        Assert.Equal(Limits.CrlEntries, full.Count);
        Assert.Equal("more entries than the cap", AssertMalformed(WithEntries(Limits.CrlEntries + 1)).Actual);
    }

    [Fact]
    public void One_byte_more_than_the_cap_is_refused_for_its_size_before_it_is_parsed()
    {
        byte[] bytes = new byte[Limits.CrlBytes + 1];
        Assert.Equal($"{bytes.Length} bytes, more than {Limits.CrlBytes}", AssertMalformed(bytes).Actual);
        Assert.Equal("the CRL file is too large", Assert.Single(CrlBundle.Read(bytes).Findings).Message);

        // Of the right size it is looked into, and refused for what it holds.
        Assert.DoesNotContain("more than", AssertMalformed(bytes.AsMemory(1)).Actual, StringComparison.Ordinal);
        Assert.Equal("the file holds no CRL", Assert.Single(CrlBundle.Read(bytes.AsMemory(1)).Findings).Message);
    }

    [Fact]
    public void One_block_more_than_the_cap_is_refused_for_the_number_of_blocks()
    {
        string one = PemEncoding.WriteString("X509 CRL", Der) + "\n";
        Assert.True(CrlBundle.Read(Pem(Limits.Crls)).TryGetValue(out CrlBundle? full));
        Assert.Equal(Limits.Crls, full.Lists.Length);
        Finding refused = Assert.Single(CrlBundle.Read(Pem(Limits.Crls + 1)).Findings);
        Assert.Equal((FindingCode.CrlMalformed, $"more than {Limits.Crls} PEM blocks"), (refused.Code, refused.Actual));

        byte[] Pem(int count) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(one, count)));
    }

    [Fact]
    public void A_caller_cannot_hold_more_CRLs_than_the_cap()
    {
        CertificateRevocationList crl = new CrlTemplate().Issue(Pki.Intermediate);
        Assert.Equal(Limits.Crls, new RevocationInformation(Enumerable.Repeat(crl, Limits.Crls), []).Lists.Length);
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new RevocationInformation(Enumerable.Repeat(crl, Limits.Crls + 1), []));
        Assert.Equal("lists", thrown.ParamName);
        Assert.StartsWith($"more than {Limits.Crls} CRLs", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forged_CRLs_in_a_signature_end_with_the_strangers_budget()
    {
        // As many as may be checked are checked; the one that is left out is told of, by the name of the budget.
        Assert.Empty(TooMuch(Ask(Limits.OfferedSignatureChecks)));
        Finding told = Assert.Single(TooMuch(Ask(Limits.OfferedSignatureChecks + 1)));
        Assert.StartsWith("the revocation information in the signature asks for more work than it may", told.Message, StringComparison.Ordinal);
        Assert.Equal($"at most {Limits.OfferedSignatureChecks} signatures to check", told.Expected);

        static PathValidation Ask(int count) => Pki.Validate(Pki.Signer, new RevocationInputs { Mode = RevocationMode.AllowUnknown, Offered = new RevocationInformation(Forged(count), []) });
    }

    [Fact]
    public void Hundreds_of_the_hosts_own_are_all_checked_and_told_of_in_a_few_sentences()
    {
        PathValidation answer = Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Forged(Limits.Crls)));
        Finding[] unusable = [.. answer.Answer.Findings.Where(static f => f is { Code: FindingCode.RevocationUnusable, Severity: Severity.Error })];
        Assert.Equal(Limits.RevocationNotes, unusable.Length);
        Assert.All(unusable, static f => Assert.Contains("is not signed by", f.Actual, StringComparison.Ordinal)); // looked at: its own budget has one for each
        Assert.Empty(TooMuch(answer));
    }

    [Theory]
    [InlineData(1, Limits.OfferedSignatureChecks, "it is not signed by `CN=Acme Plugin CA, O=Acme`")]
    [InlineData(1, Limits.OfferedSignatureChecks + 1, null)]
    [InlineData(Limits.Crls, Limits.OfferedSignatureChecks + 4, null)]
    public void Decoys_of_the_issuers_name_end_with_the_decoys_budget(int forged, int count, string? reason)
    {
        // Few enough decoys that the search for the path itself comes to its end: with fifty of them its budget would refuse first.
        IssuedCertificate[] decoys = [.. Enumerable.Range(0, count).Select(static _ => Pki.IssueCa(Pki.Intermediate.Certificate.Subject))];
        PathValidation answer = Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Forged(forged)), [Pki.Intermediate, .. decoys]);
        Finding[] errors = [.. answer.Answer.Findings.Where(static f => f.Severity == Severity.Error)];
        Assert.Equal(Math.Min(forged, Limits.RevocationNotes), errors.Length);
        Assert.All(errors, f =>
        {
            Assert.Equal(FindingCode.RevocationUnusable, f.Code);
            Assert.Contains(reason ?? $"there are more signatures to check than the {Limits.OfferedSignatureChecks} that are checked", f.Actual, StringComparison.Ordinal);
        });
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

    // Each of its own hour, so that each makes a sentence of its own.
    private static IEnumerable<CertificateRevocationList> Forged(int count)
        => Enumerable.Range(1, count).Select(static i => new CrlTemplate { CrlNumber = i, ThisUpdate = TestPki.ValidationTime.AddHours(-i), CorruptSignature = true }.Issue(Pki.Intermediate));

    private static Finding[] TooMuch(PathValidation validation)
        => [.. validation.Answer.Findings.Where(static f => f.Code == FindingCode.RevocationUnusable && f.Message.Contains("asks for more work than it may", StringComparison.Ordinal))];

    // Nobody has signed it: entries are counted while it is read.
    private static byte[] WithEntries(int count)
    {
        byte[] entry = [0x30, 18, 0x02, 1, 1, 0x17, 13, .. "260501000000Z"u8];
        int length = count * entry.Length;
        byte[] list = new byte[6 + length];
        list[0] = 0x30;
        list[1] = 0x84; // a length in four bytes
        BinaryPrimitives.WriteInt32BigEndian(list.AsSpan(2), length);
        for (int i = 6; i < list.Length; i += entry.Length)
        {
            entry.CopyTo(list, i);
        }

        byte[] algorithm = Pki.Intermediate.Key.SignatureAlgorithm(HashAlgorithmName.SHA256);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                writer.WriteEncodedValue(algorithm);
                writer.WriteEncodedValue(Pki.Intermediate.SubjectDer);
                writer.WriteUtcTime(TestPki.ValidationTime);
                writer.WriteEncodedValue(list);
            }

            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString([0]);
        }

        return writer.Encode();
    }

    private static Finding AssertMalformed(ReadOnlyMemory<byte> der)
    {
        Answer<CertificateRevocationList> read = CertificateRevocationList.Read(der);
        Assert.False(read.Passed);
        Finding finding = Assert.Single(read.Findings);
        Assert.Equal(FindingCode.CrlMalformed, finding.Code);
        return finding;
    }
}
