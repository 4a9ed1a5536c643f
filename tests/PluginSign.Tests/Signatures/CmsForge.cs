using System.Collections.Immutable;
using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Tests.Signatures;

/// <summary>Makes a SignedData with one fault at a time, without any code of the library's writer.</summary>
internal sealed record CmsForge
{
    public ImmutableArray<byte[]> Signers { get; init; } = [];

    public ImmutableArray<byte[]> Certificates { get; init; } = [];

    public ImmutableArray<byte[]> DigestAlgorithms { get; init; } = [Der.Seq(SignerForge.DigestOid(HashAlgorithmName.SHA256))];

    public int Version { get; init; } = 1;

    public string OuterType { get; init; } = CmsOids.SignedData;

    public string InnerType { get; init; } = CmsOids.IdData;

    public byte[]? Attached { get; init; }

    public byte[]? Crls { get; init; }

    /// <summary>The certificates stand as given, in an order that DER does not have.</summary>
    public bool CertificatesAsGiven { get; init; }

    /// <summary>A signature by one signer, its certificate in the bag.</summary>
    public static CmsForge Of(params SignerForge[] signers) => new()
    {
        Signers = [.. signers.Select(static s => s.Write())],
        Certificates = [.. signers.Select(static s => s.Signer.Der).DistinctBy(Convert.ToHexString, StringComparer.Ordinal)],
        DigestAlgorithms = [.. signers.Select(static s => s.DigestAlgorithm ?? Der.Seq(SignerForge.DigestOid(s.Hash))).DistinctBy(Convert.ToHexString, StringComparer.Ordinal)],
        Version = signers.Any(static s => s.Version == 3) ? 3 : 1,
    };

    public byte[] Write() => Der.Seq(
        Der.Oid(OuterType),
        Der.Tlv(0xA0, Der.Seq(
        [
            Der.Int(Version),
            Der.Set([.. DigestAlgorithms]),
            Der.Seq([Der.Oid(InnerType), .. Attached is null ? Array.Empty<byte[]>() : [Der.Tlv(0xA0, Der.Octets(Attached))]]),
            .. Certificates.IsEmpty ? Array.Empty<byte[]>() : [Der.Tlv(0xA0, CertificatesAsGiven ? [.. Certificates] : Der.Sorted(Certificates))],
            .. Crls is null ? Array.Empty<byte[]>() : [Crls],
            Der.Set([.. Signers]),
        ])));

    /// <summary>Reads a signature that must be readable.</summary>
    public static CmsSignature Read(byte[] der)
    {
        Answer<CmsSignature> read = CmsSignature.Read(der);
        Assert.True(read.TryGetValue(out CmsSignature? signature), string.Join("; ", read.Findings));
        return signature;
    }

    /// <summary>The code for which a signature cannot be read.</summary>
    public static FindingCode Refusal(byte[] der)
    {
        Answer<CmsSignature> read = CmsSignature.Read(der);
        Assert.False(read.Passed);
        return Assert.Single(read.Findings).Code;
    }

    public static ImmutableArray<ContentDigest> Digests(byte[] content) =>
    [
        new ContentDigest(DigestAlgorithm.Sha256, SHA256.HashData(content)),
        new ContentDigest(DigestAlgorithm.Sha384, SHA384.HashData(content)),
        new ContentDigest(DigestAlgorithm.Sha512, SHA512.HashData(content)),
    ];

    public ImmutableArray<Claim> Judge(byte[]? content = null, params Certificate[] further)
        => Read(Write()).Verify(Digests(content ?? "content"u8.ToArray()), further).Signers;

    /// <summary>The errors of the only signer.</summary>
    public FindingCode[] Errors(byte[]? content = null, params Certificate[] further)
    {
        Claim evidence = Assert.Single(Judge(content, further));
        FindingCode[] errors = ErrorsOf(evidence);
        Assert.Equal(errors.Length == 0, evidence.IsValid);
        return errors;
    }

    public static FindingCode[] ErrorsOf(Claim evidence)
        => [.. evidence.Findings.Where(static f => f.Severity == Severity.Error).Select(static f => f.Code)];
}
