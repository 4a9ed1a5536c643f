using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signing;

namespace PluginSign.Tests.Signatures;

/// <summary>Every byte of a signature matters, or is one of the few that are known not to.</summary>
public sealed class MutationTests
{
    private static readonly byte[] s_content = "content"u8.ToArray();

    [Theory]
    [InlineData("p256")]
    [InlineData("rsa-pss")]
    [InlineData("rsa-pkcs1")]
    [InlineData("ed25519")]
    public void One_changed_byte_is_never_valid(string kind)
    {
        byte[] good = Signature(kind, out _, chain: false);
        Assert.True(IsValid(good));
        Assert.Empty(Survivors(good));
    }

    [Fact]
    public void Only_the_bytes_of_issuers_in_the_bag_may_change()
    {
        // Who issued the signer is the chain's question: there, a changed issuer is refused.
        byte[] good = Signature("p256", out byte[] issuer, chain: true);
        Assert.True(IsValid(good));
        int start = good.AsSpan().IndexOf(issuer);
        List<int> survivors = Survivors(good);
        Assert.NotEmpty(survivors);
        Assert.All(survivors, i => Assert.InRange(i, start, start + issuer.Length - 1));
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] good = Signature("p256", out _, chain: true);
        for (int length = 0; length < good.Length; length++)
        {
            Assert.False(CmsSignature.Read(good.AsMemory(0, length)).Passed);
        }
    }

    [Fact]
    public void Every_deleted_or_doubled_byte_is_refused()
    {
        byte[] good = Signature("p256", out _, chain: false);
        for (int i = 0; i < good.Length; i++)
        {
            Assert.False(IsValid([.. good[..i], .. good[(i + 1)..]]));
            Assert.False(IsValid([.. good[..i], good[i], .. good[i..]]));
        }
    }

    private static List<int> Survivors(byte[] good)
    {
        List<int> survivors = [];
        for (int i = 0; i < good.Length; i++)
        {
            // Each bit, and the values that a parser is likely to trip over.
            byte[] values = [.. Enumerable.Range(0, 8).Select(b => (byte)(good[i] ^ (1 << b))), 0x00, 0x80, 0xFF, 0x30, 0xA0];
            foreach (byte value in values.Where(v => v != good[i]))
            {
                byte[] changed = [.. good];
                changed[i] = value;
                if (IsValid(changed))
                {
                    survivors.Add(i);
                    break;
                }
            }
        }

        return survivors;
    }

    private static bool IsValid(byte[] der)
        => CmsSignature.Read(der).TryGetValue(out CmsSignature? signature)
            && signature.Verify(CmsForge.Digests(s_content), []).Signers.All(static s => s.IsValid);

    private static byte[] Signature(string kind, out byte[] issuer, bool chain)
    {
        TestPki pki = TestPki.Create("Acme", kind switch
        {
            "p256" => TestKey.P256,
            "ed25519" => TestKey.Ed25519,
            _ => static () => TestKey.Rsa(3072),
        });
        issuer = pki.Intermediate.Der;
        Answer<SoftwareSigningKey> key = SoftwareSigningKey.FromPem(System.Text.Encoding.ASCII.GetBytes(pki.Signer.KeyPem), []);
        Assert.True(key.TryGetValue(out SoftwareSigningKey? software), string.Join("; ", key.Findings));
        Assert.True(SigningCredential.Create(software, pki.Signer.Certificate, chain ? [pki.Intermediate.Certificate] : []).TryGetValue(out SigningCredential? credential));
        using (credential)
        {
            return PluginSigner.Sign(
                CmsForge.Digests(s_content), credential, new SigningOptions { SigningTime = TestPki.ValidationTime, UsePss = kind is "rsa-pss" });
        }
    }
}
