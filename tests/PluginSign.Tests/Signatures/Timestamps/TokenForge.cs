using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;

namespace PluginSign.Tests.Signatures.Timestamps;

/// <summary>Makes a timestamp token with one fault at a time, without any code of the library's writer. What it says is always really signed unless told otherwise.</summary>
internal sealed record TokenForge
{
    public required IssuedCertificate Authority { get; init; }

    /// <summary>What is stamped: a signature value.</summary>
    public required byte[] Stamped { get; init; }

    public DateTimeOffset GenTime { get; init; } = TestPki.ValidationTime.AddDays(-30);

    /// <summary>DER of the Accuracy; null leaves it out.</summary>
    public byte[]? Accuracy { get; init; }

    /// <summary>The nonce's content octets; null leaves it out.</summary>
    public byte[]? Nonce { get; init; }

    public string Policy { get; init; } = "1.2.3.4.1";

    public HashAlgorithmName ImprintHash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>Further DER at the end of the TSTInfo.</summary>
    public byte[] More { get; init; } = [];

    public int InfoVersion { get; init; } = 1;

    /// <summary>The bag, in this order; null takes the authority's certificate.</summary>
    public ImmutableArray<IssuedCertificate>? Bag { get; init; }

    /// <summary>Changes the SignerInfo before it is signed.</summary>
    public Func<SignerForge, SignerForge> Signer { get; init; } = static s => s;

    /// <summary>Changes the SignedData.</summary>
    public Func<CmsForge, CmsForge> Cms { get; init; } = static c => c;

    /// <summary>Tokens over this one; each is made for this one's signature value, so they come in a second step: <see cref="Over"/>.</summary>
    public ImmutableArray<byte[]> Newer { get; init; } = [];

    public static byte[] Seconds(int seconds) => Der.Seq(Der.Int(seconds));

    public static TokenForge On(byte[] signatureFile, IssuedCertificate authority) => new() { Authority = authority, Stamped = SignatureValue(signatureFile) };

    public static byte[] SignatureValue(byte[] signatureFile) => CmsForge.Read(signatureFile).Signers[0].Signature.ToArray();

    /// <summary>The same token with a token over it.</summary>
    public static byte[] Over(byte[] token, Func<byte[], byte[]> newer)
    {
        Assert.True(TimestampToken.Read(token).TryGetValue(out TimestampToken? read));
        byte[] nested = newer(read.Signer.Signature.ToArray());
        byte[] oldSigner = read.Signer.Encoded.ToArray();
        byte[] content = new AsnReader(oldSigner, AsnEncodingRules.BER).PeekContentBytes().ToArray();
        byte[] signer = Der.Seq(content, Der.Tlv(0xA1, SignerForge.Attribute(CmsOids.TimestampToken, nested)));
        AsnReader info = new AsnReader(token, AsnEncodingRules.BER).ReadSequence();
        byte[] type = info.ReadEncodedValue().ToArray();
        AsnReader data = info.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        List<byte[]> parts = [];
        while (data.HasData)
        {
            parts.Add(data.ReadEncodedValue().ToArray());
        }

        return Der.Seq(type, Der.Tlv(0xA0, Der.Seq([.. parts[..^1], Der.Tlv(0x31, signer)])));
    }

    public byte[] Info() => Der.Seq(
    [
        Der.Int(InfoVersion),
        Der.Oid(Policy),
        Der.Seq(Der.Seq(SignerForge.DigestOid(ImprintHash), Der.Null), Der.Octets(CryptographicOperations.HashData(ImprintHash, Stamped))),
        Der.Int(4711),
        Der.GeneralizedTime(GenTime),
        Accuracy ?? [],
        Nonce is null ? [] : Der.Tlv(0x02, Nonce),
        More,
    ]);

    public byte[] Write()
    {
        byte[] info = Info();
        SignerForge signer = Signer(new SignerForge { Signer = Authority, Content = info }.Instead(CmsOids.ContentType, Der.Oid(CmsOids.TimestampInfo)));
        return Cms(CmsForge.Of(signer) with
        {
            InnerType = CmsOids.TimestampInfo,
            Attached = info,
            Version = 3,
            Certificates = [.. (Bag ?? [Authority]).Select(static c => c.Der)],
            CertificatesAsGiven = true,
        }).Write();
    }

    /// <summary>The token as an authority's answer.</summary>
    public byte[] Response(int status = 0) => Der.Seq(Der.Seq(Der.Int(status)), Write());
}
