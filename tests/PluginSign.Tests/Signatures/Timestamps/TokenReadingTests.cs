using System.Formats.Asn1;
using PluginSign.Algorithms;
using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;

namespace PluginSign.Tests.Signatures.Timestamps;

/// <summary>Tokens and answers as authorities write them, and as nobody should.</summary>
public sealed class TokenReadingTests
{
    private static readonly TestPki Pki = TestPki.Create("Time");
    private static readonly byte[] File = CmsForge.Of(new SignerForge { Signer = Pki.Signer }).Write();

    private static TokenForge Good => TokenForge.On(File, Pki.TimestampSigner);

    private static CmsSigner Signer => CmsForge.Read(File).Signers[0];

    [Fact]
    public void A_token_says_what_was_written()
    {
        TimestampToken token = Read((Good with { Accuracy = Der.Seq(Der.Int(2), Der.Tlv(0x80, [0x01, 0xF4]), Der.Tlv(0x81, [0x07])), Nonce = [0x00, 0x99] }).Write());
        Assert.Equal(TestPki.ValidationTime.AddDays(-30), token.GenTime);
        Assert.Equal(TimeSpan.FromMicroseconds(2_500_007), token.Accuracy);
        Assert.Equal("1.2.3.4.1", token.Policy);
        Assert.Equal([0x00, 0x99], token.Nonce.ToArray());
        Assert.Equal(Der.Int(4711)[2..], token.SerialNumber.ToArray());
        Assert.True(token.IsOver(Signer));
        Claim evidence = token.Verify(Signer, []);
        Assert.True(evidence.IsValid, string.Join("; ", evidence.Findings));
        Assert.Equal(Pki.TimestampSigner.Certificate.Fingerprint, evidence.Certificate!.Fingerprint);
    }

    [Theory]
    [InlineData("signed attributes out of order")]
    [InlineData("certificates out of order")]
    [InlineData("indefinite length")]
    [InlineData("long length")]
    [InlineData("content in pieces")]
    [InlineData("version 1")]
    [InlineData("certificate id of RFC 2634")]
    public void What_authorities_write_loosely_is_accepted(string how)
    {
        byte[] plain = Good.Write();
        byte[] token = how switch
        {
            "signed attributes out of order" => (Good with { Signer = OutOfOrder }).Write(),
            "certificates out of order" => (Good with { Bag = [.. new[] { Pki.TimestampSigner, Pki.Intermediate, Pki.Root }.OrderByDescending(static c => Convert.ToHexString(c.Der), StringComparer.Ordinal)] }).Write(),
            "indefinite length" => [0x30, 0x80, .. new AsnReader(plain, AsnEncodingRules.DER).PeekContentBytes().Span, 0, 0],
            "long length" => [0x30, 0x84, 0, 0, .. plain[2..]],
            "content in pieces" => (Good with { Cms = static c => c with { Attached = null, InnerType = CmsOids.TimestampInfo } }).Write() is var detached ? InPieces(detached) : [],
            "version 1" => (Good with { Cms = static c => c with { Version = 1 } }).Write(),
            _ => (Good with { Signer = static s => s.Without(CmsOids.SigningCertificateV2).With(SignerForge.Attribute(CmsOids.SigningCertificate, OldId(s.Signer.Der))) }).Write(),
        };
        Claim evidence = Read(token).Verify(Signer, []);
        Assert.True(evidence.IsValid, string.Join("; ", evidence.Findings));
    }

    [Fact]
    public void The_old_certificate_id_binds_too()
    {
        TimestampToken token = Read((Good with { Signer = static s => s.Without(CmsOids.SigningCertificateV2).With(SignerForge.Attribute(CmsOids.SigningCertificate, OldId(Pki.Intermediate.Der))) }).Write());
        Claim evidence = token.Verify(Signer, []);
        Assert.False(evidence.IsValid);
        Assert.Contains(evidence.Findings, static f => f.Code == FindingCode.TimestampCertificateIdMismatch);
    }

    [Theory]
    [InlineData(2, FindingCode.TimestampRefused)]
    [InlineData(3, FindingCode.TimestampRefused)]
    [InlineData(5, FindingCode.TimestampRefused)]
    [InlineData(99, FindingCode.TimestampRefused)]
    [InlineData(-1, FindingCode.TimestampResponseMalformed)]
    public void Only_a_granted_answer_has_a_token(int status, FindingCode code)
    {
        Assert.True(TimestampResponse.Read(Good.Response()).Passed);
        Assert.True(TimestampResponse.Read(Good.Response(status: 1)).Passed);
        Answer<TimestampToken> read = TimestampResponse.Read(Good.Response(status));
        Assert.False(read.Passed);
        Assert.Equal(code, Assert.Single(read.Findings).Code);
    }

    [Fact]
    public void A_granted_answer_without_a_token_is_malformed()
        => Assert.Equal(FindingCode.TimestampResponseMalformed, Assert.Single(TimestampResponse.Read(Der.Seq(Der.Seq(Der.Int(0)))).Findings).Code);

    [Fact]
    public void A_request_is_read_back_as_it_was_written()
    {
        foreach (byte[] nonce in new byte[][] { [], [0x00], [0x7F], [0x80, 0x01], [0x00, 0x00, 0x05], [.. Enumerable.Repeat((byte)0xFF, 32)] })
        {
            TimestampRequest request = TimestampRequest.For(Signer, nonce, DigestAlgorithm.Sha384, "1.2.3");
            Assert.True(TimestampRequest.Read(request.Encoded).TryGetValue(out TimestampRequest? read));
            Assert.Equal(request.Nonce.ToArray(), read.Nonce.ToArray());
            Assert.Equal("1.2.3", read.Policy);
            Assert.True(request.Imprint.IsSame(read.Imprint));
        }

        Assert.Throws<ArgumentException>(static () => TimestampRequest.For(Signer, new byte[Limits.TimestampNonceBytes + 1]));
        Assert.False(TimestampRequest.Read(new byte[] { 1, 2, 3 }).Passed);
    }

    [Fact]
    public void An_answer_must_answer_the_request()
    {
        TimestampRequest request = TimestampRequest.For(Signer, [0x01, 0x02, 0x03], DigestAlgorithm.Sha256, "1.2.3.4.1");
        Assert.Empty(Refusals(Good with { Nonce = [0x01, 0x02, 0x03] }, request));
        Assert.Equal([FindingCode.TimestampNonceMismatch], Refusals(Good, request));
        Assert.Equal([FindingCode.TimestampNonceMismatch], Refusals(Good with { Nonce = [0x01, 0x02, 0x04] }, request));
        Assert.Equal([FindingCode.TimestampPolicyMismatch], Refusals(Good with { Nonce = [0x01, 0x02, 0x03], Policy = "1.2.3.4.2" }, request));
        Assert.Equal([FindingCode.TimestampImprintMismatch], Refusals(Good with { Nonce = [0x01, 0x02, 0x03], ImprintHash = System.Security.Cryptography.HashAlgorithmName.SHA384 }, request));
        Assert.Equal([FindingCode.TimestampImprintMismatch], Refusals(Good with { Stamped = [1] }, request));
        Assert.Empty(Refusals(Good, TimestampRequest.For(Signer, [])));
    }

    private static FindingCode[] Refusals(TokenForge token, TimestampRequest request)
        => [.. SignatureTimestamps.Add(File, token.Response(), request).Findings.Where(static f => f.Severity == Severity.Error).Select(static f => f.Code)];

    private static TimestampToken Read(byte[] token)
    {
        Answer<TimestampToken> read = TimestampToken.Read(token);
        Assert.True(read.TryGetValue(out TimestampToken? value), string.Join("; ", read.Findings));
        return value;
    }

    // Signed over the sorted set, as RFC 5652, 5.4 wants it, and written in another order.
    private static SignerForge OutOfOrder(SignerForge signer)
    {
        byte[][] sorted = Der.Sorted(signer.Attributes ?? signer.UsualAttributes());
        return signer with { InOrder = false, SignatureValue = signer.Signer.Key.Sign(Der.Tlv(0x31, sorted), signer.Hash) };
    }

    private static byte[] OldId(byte[] certificate)
        => Der.Seq(Der.Seq(Der.Seq(Der.Octets(System.Security.Cryptography.CryptographicOperations.HashData(System.Security.Cryptography.HashAlgorithmName.SHA1, certificate)))));

    // The content as a constructed octet string of two pieces: BER, with the same octets.
    private static byte[] InPieces(byte[] detached)
    {
        byte[] info = Good.Info();
        byte[] bare = Der.Seq(Der.Oid(CmsOids.TimestampInfo));
        byte[] pieces = Der.Seq(Der.Oid(CmsOids.TimestampInfo), Der.Tlv(0xA0, Der.Tlv(0x24, Der.Octets(info[..10]), Der.Octets(info[10..]))));
        AsnReader outer = new AsnReader(detached, AsnEncodingRules.DER).ReadSequence();
        byte[] type = outer.ReadEncodedValue().ToArray();
        byte[] data = outer.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence() is var reader ? Parts(reader, bare, pieces) : [];
        return Der.Seq(type, Der.Tlv(0xA0, Der.Tlv(0x30, data)));
    }

    private static byte[] Parts(AsnReader reader, byte[] old, byte[] replacement)
    {
        List<byte> all = [];
        while (reader.HasData)
        {
            byte[] part = reader.ReadEncodedValue().ToArray();
            all.AddRange(part.AsSpan().SequenceEqual(old) ? replacement : part);
        }

        return [.. all];
    }
}
