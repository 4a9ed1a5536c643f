using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Findings;
using PluginSign.Tests.Signatures;

namespace PluginSign.Tests.Signing;

/// <summary>ML-DSA keys and signatures as RFC 9881 and FIPS 204 have them, and nothing that merely looks like one.</summary>
public sealed class MlDsaTests
{
    private static readonly byte[] s_message = "message"u8.ToArray();

    public static TheoryData<int> Sets => [44, 65, 87];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_key_verifies_its_own_signatures_and_no_others(int set)
    {
        TestKey key = TestKey.MlDsa(set);
        PublicKey read = Read(key.SubjectPublicKeyInfo);
        SignatureScheme scheme = SignatureScheme.Pure(read.Family)!;
        byte[] signature = key.Sign(s_message, HashAlgorithmName.SHA512);
        Assert.Equal($"ML-DSA-{set}", read.ToString());
        Assert.True(read.Family.IsPostQuantum());
        Assert.Equal($"ml-dsa-{set}", scheme.Name(read));
        Assert.True(read.Verify(scheme, s_message, signature));
        Assert.False(read.Verify(scheme, "massage"u8, signature));
        Assert.False(Read(TestKey.MlDsa(set).SubjectPublicKeyInfo).Verify(scheme, s_message, signature));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Signatures_of_a_wrong_length_are_none(int set)
    {
        TestKey key = TestKey.MlDsa(set);
        PublicKey read = Read(key.SubjectPublicKeyInfo);
        SignatureScheme scheme = SignatureScheme.Pure(read.Family)!;
        byte[] good = key.Sign(s_message, HashAlgorithmName.SHA512);
        Assert.All(
            new[] { [], good[..^1], [.. good, 0], new byte[1], new byte[good.Length], [.. good, .. good] },
            bad => Assert.False(read.Verify(scheme, s_message, bad)));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Signatures_under_another_context_or_over_a_hash_are_none(int set)
    {
        TestKey context = TestKey.MlDsa(set, "context");
        TestKey preHash = TestKey.MlDsa(set, preHash: true);
        Assert.All(new[] { context, preHash }, key =>
        {
            PublicKey read = Read(key.SubjectPublicKeyInfo);
            Assert.False(read.Verify(SignatureScheme.Pure(read.Family)!, s_message, key.Sign(s_message, HashAlgorithmName.SHA512)));
        });
    }

    [Fact]
    public void A_scheme_of_another_set_is_no_scheme_of_the_key()
    {
        TestKey key = TestKey.MlDsa(65);
        PublicKey read = Read(key.SubjectPublicKeyInfo);
        byte[] signature = key.Sign(s_message, HashAlgorithmName.SHA512);
        Assert.All(
            new[] { SignatureScheme.MlDsa44, SignatureScheme.MlDsa87, SignatureScheme.Ed25519, new SignatureScheme(KeyFamily.Ecdsa, DigestAlgorithm.Sha512, false) },
            scheme => Assert.False(read.Verify(scheme, s_message, signature)));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_hints_of_a_signature_have_one_form(int set)
    {
        // FIPS 204, algorithm 21: within a polynomial the positions rise strictly, and what is left over is zero. Else one signature had many forms.
        TestKey key = TestKey.MlDsa(set);
        PublicKey read = Read(key.SubjectPublicKeyInfo);
        SignatureScheme scheme = SignatureScheme.Pure(read.Family)!;
        (int omega, int k) = set switch { 44 => (80, 4), 65 => (55, 6), _ => (75, 8) };

        // A signature with two hints in its first polynomial, and room behind the last.
        byte[] message = [.. s_message];
        byte[] good = key.Sign(message, HashAlgorithmName.SHA512);
        int hints = good.Length - omega - k;
        while (good[hints + omega] < 2 || good[^1] >= omega)
        {
            message[0]++;
            good = key.Sign(message, HashAlgorithmName.SHA512);
        }

        int used = good[^1];
        int first = good[hints + omega];
        Assert.True(read.Verify(scheme, message, good));
        byte[] swapped = [.. good];
        (swapped[hints], swapped[hints + 1]) = (swapped[hints + 1], swapped[hints]);
        byte[] doubled = [.. good];
        doubled[hints + 1] = doubled[hints];
        byte[] padded = [.. good];
        padded[hints + used] = 1;
        byte[] counted = [.. good];
        counted[^1] = (byte)(omega + 1);
        byte[] falling = [.. good];
        falling[hints + omega + 1] = (byte)(first - 1);
        Assert.All(new[] { swapped, doubled, padded, counted, falling }, bad => Assert.False(read.Verify(scheme, message, bad)));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_flipped_bit_of_a_sample_is_noticed(int set)
    {
        TestKey key = TestKey.MlDsa(set);
        PublicKey read = Read(key.SubjectPublicKeyInfo);
        SignatureScheme scheme = SignatureScheme.Pure(read.Family)!;
        byte[] good = key.Sign(s_message, HashAlgorithmName.SHA512);
        for (int at = 0; at < good.Length; at += 61)
        {
            byte[] bad = [.. good];
            bad[at] ^= (byte)(1 << (at % 8));
            Assert.False(read.Verify(scheme, s_message, bad));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Malformed_keys(int set)
    {
        MlDsaTestKey key = MlDsaTestKey.Create(set, string.Empty, preHash: false);
        byte[] raw = key.Key.GetPublicKeyEncoded();
        byte[] oid = Der.Oid(key.Oid);
        Assert.All(
            new[]
            {
                Spki(Der.Seq(oid), raw[..^1]),
                Spki(Der.Seq(oid), [.. raw, 0]),
                Spki(Der.Seq(oid), []),
                Spki(Der.Seq(oid, Der.Null), raw), // RFC 9881, 2: parameters MUST be absent
                Spki(Der.Seq(oid), Der.Octets(raw)), // an early draft's wrapping
            },
            bad => Assert.Equal(FindingCode.KeyMalformed, Assert.Single(PublicKey.Read(bad).Findings).Code));
        byte[] other = Spki(Der.Seq(Der.Oid(set == 44 ? "2.16.840.1.101.3.4.3.18" : "2.16.840.1.101.3.4.3.17")), raw);
        Assert.Equal(FindingCode.KeyMalformed, Assert.Single(PublicKey.Read(other).Findings).Code);
    }

    [Theory]
    [InlineData("2.16.840.1.101.3.4.3.32")] // id-hash-ml-dsa-44-with-sha512
    [InlineData("2.16.840.1.101.3.4.3.34")]
    [InlineData("2.16.840.1.101.3.4.3.20")] // SLH-DSA
    public void Keys_of_the_pre_hash_variant_and_of_other_schemes_are_not_supported(string oid)
        => Assert.Equal(FindingCode.KeyUnsupported, Assert.Single(PublicKey.Read(Spki(Der.Seq(Der.Oid(oid)), new byte[1312])).Findings).Code);

    [Fact]
    public void NET_is_the_judge_where_it_knows_ML_DSA()
    {
        Assert.SkipUnless(MLDsa.IsSupported, "this system's cryptography has no ML-DSA for .NET (OpenSSL 3.5 or later)");
        TestKey key = TestKey.MlDsa(65);
        using MLDsa judge = MLDsa.ImportMLDsaPublicKey(MLDsaAlgorithm.MLDsa65, key.MlDsaKey!.Key.GetPublicKeyEncoded());
        Assert.True(judge.VerifyData(s_message, key.Sign(s_message, HashAlgorithmName.SHA512)));
        using MLDsa theirs = MLDsa.GenerateKey(MLDsaAlgorithm.MLDsa87);
        Assert.True(Read(Spki(Der.Seq(Der.Oid("2.16.840.1.101.3.4.3.19")), theirs.ExportMLDsaPublicKey())).Verify(SignatureScheme.MlDsa87, s_message, theirs.SignData(s_message)));
    }

    private static byte[] Spki(byte[] algorithm, byte[] key) => Der.Seq(algorithm, Der.Tlv(0x03, [0], key));

    private static PublicKey Read(byte[] spki)
    {
        Answer<PublicKey> read = PublicKey.Read(spki);
        Assert.True(read.TryGetValue(out PublicKey? key), string.Join("; ", read.Findings));
        return key;
    }
}
