using System.Collections.Immutable;
using PluginSign.Algorithms;
using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;

namespace PluginSign.Tests.Signatures.Timestamps;

/// <summary>A token goes where it belongs, and everything else stays as it is, byte for byte.</summary>
public sealed class TokenPlacingTests
{
    private static readonly TestPki Pki = TestPki.Create("Time");
    private static readonly IssuedCertificate Second = Pki.IssueSigner();
    private static readonly byte[] File = CmsForge.Of(new SignerForge { Signer = Pki.Signer }, new SignerForge { Signer = Second }).Write();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Only_the_stamped_signer_changes_and_only_by_the_attribute(int index)
    {
        CmsSignature before = CmsForge.Read(File);
        CmsSigner stamped = before.Signers[index];
        byte[] added = Add(File, stamped, TestPki.ValidationTime);
        CmsSignature after = CmsForge.Read(added);
        Assert.Equal(Bytes(before.Parts.Certificates), Bytes(after.Parts.Certificates));
        Assert.Equal(Bytes(before.Parts.DigestAlgorithms), Bytes(after.Parts.DigestAlgorithms));
        Assert.Contains(after.Signers, s => s.Encoded.Span.SequenceEqual(before.Signers[1 - index].Encoded.Span));
        CmsSigner changed = after.Signers.Single(s => s.Signature.Span.SequenceEqual(stamped.Signature.Span));
        Assert.Equal(stamped.SignedAttributes.ToArray(), changed.SignedAttributes.ToArray());
        Assert.Equal(Token(stamped, TestPki.ValidationTime), Assert.Single(SignatureTimestamps.Of(changed)).Encoded.ToArray());
        Assert.All(after.Verify(CmsForge.Digests("content"u8.ToArray()), []).Signers, static s => Assert.True(s.IsValid));
    }

    [Fact]
    public void A_renewal_goes_over_the_last_token_and_keeps_the_older_ones()
    {
        byte[] file = Add(File, CmsForge.Read(File).Signers[0], TestPki.ValidationTime);
        for (int years = 1; years <= 3; years++)
        {
            CmsSigner signer = CmsForge.Read(file).Signers.Single(static s => !SignatureTimestamps.Of(s).IsEmpty);
            TimestampRequest? request = TimestampRequest.ForRenewal(signer, []);
            TimestampToken last = SignatureTimestamps.Last(signer)!;
            Assert.True(request!.Imprint.IsSame(TimestampRequest.For(last.Signer, []).Imprint));
            file = Add(file, last.Signer, TestPki.ValidationTime.AddYears(years));
        }

        CmsSigner found = CmsForge.Read(file).Signers.Single(static s => !SignatureTimestamps.Of(s).IsEmpty);
        for (int years = 0; years <= 3; years++)
        {
            TimestampToken token = Assert.Single(SignatureTimestamps.Of(found));
            Assert.Equal(TestPki.ValidationTime.AddYears(years), token.GenTime);
            Assert.True(token.Verify(found, []).IsValid);
            found = token.Signer;
        }

        Assert.Empty(SignatureTimestamps.Of(found));
        Assert.Null(TimestampRequest.ForRenewal(CmsForge.Read(File).Signers[0], [], DigestAlgorithm.Sha256));
    }

    [Fact]
    public void A_token_for_another_file_is_refused_and_so_is_one_that_cannot_stand_in_DER()
    {
        Answer<byte[]> foreign = SignatureTimestamps.Add(File, new TokenForge { Authority = Pki.TimestampSigner, Stamped = [1] }.Response(), null);
        Assert.Equal(FindingCode.TimestampImprintMismatch, Assert.Single(foreign.Findings).Code);
        byte[] token = Token(CmsForge.Read(File).Signers[0], TestPki.ValidationTime);
        byte[] indefinite = [0x30, 0x80, .. token[4..], 0, 0];
        Answer<byte[]> ber = SignatureTimestamps.Add(File, Der.Seq(Der.Seq(Der.Int(0)), indefinite), null);
        Assert.Contains(ber.Findings, static f => f is { Code: FindingCode.TimestampMalformed, Severity: Severity.Error });
    }

    private static byte[] Add(byte[] file, CmsSigner stamped, DateTimeOffset time)
    {
        Answer<byte[]> added = SignatureTimestamps.Add(file, Forge(stamped, time).Response(), TimestampRequest.For(stamped, []));
        Assert.True(added.TryGetValue(out byte[]? bytes), string.Join("; ", added.Findings));
        return bytes;
    }

    // ECDSA signatures differ each time, so a token is made once.
    private static readonly Dictionary<string, TokenForge> Forges = new(StringComparer.Ordinal);

    private static readonly TestKey Rsa = TestKey.Rsa(3072);

    private static readonly IssuedCertificate Authority = TestPki.Issue(CertificateTemplate.TimestampSigner("CN=RSA TSA"), static t => t with { Key = Rsa }, Pki.Intermediate);

    private static TokenForge Forge(CmsSigner stamped, DateTimeOffset time)
    {
        string key = $"{Convert.ToHexString(stamped.Signature.Span)} {time:O}";
        return Forges.TryGetValue(key, out TokenForge? forge)
            ? forge
            : Forges[key] = new TokenForge { Authority = Authority, Stamped = stamped.Signature.ToArray(), GenTime = time };
    }

    private static byte[] Token(CmsSigner stamped, DateTimeOffset time) => Forge(stamped, time).Write();

    private static string[] Bytes(ImmutableArray<ReadOnlyMemory<byte>> parts) => [.. parts.Select(static p => Convert.ToHexString(p.Span))];
}
