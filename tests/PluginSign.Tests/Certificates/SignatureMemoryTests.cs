using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Tests.Certificates;

/// <summary>What is remembered is only ever a right signature, and only for exactly the key, scheme, bytes and value that were right.</summary>
public sealed class SignatureMemoryTests
{
    private static readonly SignatureScheme Scheme = new(KeyFamily.Ecdsa, DigestAlgorithm.Sha256, IsPss: false);
    private static readonly byte[] Data = [1, 2, 3];

    private readonly ECDsa _secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SignatureMemory _memory = new(capacity: 4);
    private readonly PublicKey _key;
    private readonly byte[] _right;

    public SignatureMemoryTests()
    {
        _key = Key(_secret);
        _right = Sign(_secret, Data);
    }

    [Fact]
    public void A_right_signature_is_remembered_and_stays_right()
    {
        Assert.False(_memory.Knows(_key, Scheme, Data, _right));
        Assert.True(_memory.Verify(_key, Scheme, Data, _right));
        Assert.True(_memory.Knows(_key, Scheme, Data, _right));
        Assert.True(_memory.Verify(_key, Scheme, Data, _right));
        Assert.Equal(1, _memory.Count);
    }

    [Fact]
    public void A_wrong_one_is_never_remembered_however_often_it_is_asked_about()
    {
        byte[] wrong = [.. _right];
        wrong[^1] ^= 1;
        for (int i = 0; i < 10; i++)
        {
            Assert.False(_memory.Verify(_key, Scheme, Data, wrong));
        }

        Assert.Equal(0, _memory.Count);
    }

    [Fact]
    public void Another_signature_other_bytes_another_key_and_another_scheme_are_other_questions()
    {
        Assert.True(_memory.Verify(_key, Scheme, Data, _right));
        byte[] wrong = [.. _right];
        wrong[^1] ^= 1;
        Assert.False(_memory.Verify(_key, Scheme, Data, wrong));
        Assert.False(_memory.Verify(_key, Scheme, [1, 2, 4], _right));
        Assert.False(_memory.Verify(_key, Scheme, [], _right));
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(_memory.Verify(Key(other), Scheme, Data, _right));
        Assert.False(_memory.Verify(_key, Scheme with { Digest = DigestAlgorithm.Sha384 }, Data, _right));

        // A byte moved from the bytes into the signature: the same bytes one after another, and another question.
        Assert.False(_memory.Knows(_key, Scheme, Data.AsSpan(0, 2), [Data[2], .. _right]));
        Assert.False(_memory.Verify(_key, Scheme, Data.AsSpan(0, 2), [Data[2], .. _right]));
        Assert.Equal(1, _memory.Count);
    }

    [Fact]
    public void A_flood_pushes_out_the_oldest_and_the_answers_stay()
    {
        Assert.True(_memory.Verify(_key, Scheme, Data, _right));
        for (byte i = 0; i < 100; i++)
        {
            Assert.True(_memory.Verify(_key, Scheme, [i], Sign(_secret, [i])));
            Assert.True(_memory.Count <= 4);
        }

        Assert.False(_memory.Knows(_key, Scheme, Data, _right));
        Assert.True(_memory.Verify(_key, Scheme, Data, _right));
        byte[] wrong = [.. _right];
        wrong[^1] ^= 1;
        Assert.False(_memory.Verify(_key, Scheme, Data, wrong));
    }

    [Fact]
    public void Eight_threads_get_the_right_answers()
    {
        byte[][] right = [.. Enumerable.Range(0, 16).Select(i => Sign(_secret, [(byte)i]))];
        Parallel.For(0, 800, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            int which = i % 16;
            bool isWrong = i % 3 == 0;
            Assert.Equal(!isWrong, _memory.Verify(_key, Scheme, [(byte)which], right[isWrong ? (which + 1) % 16 : which]));
        });
        Assert.True(_memory.Count <= 4);
    }

    [Fact]
    public void A_validator_that_knows_the_chain_still_judges_time_and_a_key_swapped_under_the_same_name()
    {
        TestPki pki = TestPki.Create();
        PathValidator validator = new([pki.Root.Certificate], []);
        PathValidation Validate(Certificate signer, Certificate intermediate, DateTimeOffset at) => validator.ValidateAllowingRevoked(signer, [intermediate], at, Judging.CodeSigning);

        Validate(pki.Signer.Certificate, pki.Intermediate.Certificate, TestPki.ValidationTime).AssertPasses();
        Validate(pki.Signer.Certificate, pki.Intermediate.Certificate, TestPki.ValidationTime).AssertPasses();
        Assert.False(Validate(pki.Signer.Certificate, pki.Intermediate.Certificate, TestPki.ValidationTime.AddYears(100)).Answer.Passed);

        // An intermediate of the same name from another root, and a signer of the same name below it.
        TestPki false_ = TestPki.Create();
        Assert.False(Validate(pki.Signer.Certificate, false_.Intermediate.Certificate, TestPki.ValidationTime).Answer.Passed);
        Assert.False(Validate(false_.Signer.Certificate, pki.Intermediate.Certificate, TestPki.ValidationTime).Answer.Passed);
        Assert.False(Validate(false_.Signer.Certificate, false_.Intermediate.Certificate, TestPki.ValidationTime).Answer.Passed);
        Validate(pki.Signer.Certificate, pki.Intermediate.Certificate, TestPki.ValidationTime).AssertPasses();
    }

    [Fact]
    public void What_a_search_may_check_does_not_grow_with_what_is_remembered()
    {
        // The same answer on the first and on the second call: remembered signatures are paid for, too.
        TestPki pki = TestPki.Create();
        string subject = pki.Intermediate.Certificate.Subject;
        IssuedCertificate signer = pki.IssueSigner(static t => t with { KeyIdentifiers = false });
        Certificate[] offered = [.. Enumerable.Range(0, 200).Select(_ => pki.IssueCa(subject, static t => t with { KeyIdentifiers = false }).Certificate), pki.Intermediate.Certificate];
        PathValidator validator = new([pki.Root.Certificate], []);
        for (int i = 0; i < 3; i++)
        {
            PathValidation validation = validator.ValidateAllowingRevoked(signer.Certificate, offered, TestPki.ValidationTime, Judging.CodeSigning);
            Assert.Contains(validation.Answer.Findings, static f => f.Code == FindingCode.BudgetExhausted);
        }
    }

    [Fact]
    public void Certificates_are_found_again_by_all_their_bytes()
    {
        TestPki pki = TestPki.Create();
        CertificateMemory memory = new(capacity: 2);
        byte[] der = [.. pki.Signer.Certificate.Encoded.Span];
        Assert.True(memory.Read(der).TryGetValue(out Certificate? first));
        Assert.True(memory.Read(der).TryGetValue(out Certificate? again));
        Assert.Same(first, again);

        // What is kept is a copy: the caller's bytes may go, or change.
        byte[] twin = [.. der];
        der[^1] ^= 1;
        Assert.True(memory.Read(twin).TryGetValue(out Certificate? kept));
        Assert.Same(first, kept);
        Assert.True(memory.Read(der).TryGetValue(out Certificate? changed));
        Assert.NotSame(first, changed);
        Assert.NotEqual(first.Fingerprint, changed.Fingerprint, StringComparer.Ordinal);

        Assert.False(memory.Read(new byte[100]).Passed);
        Assert.True(memory.Read(pki.Root.Certificate.Encoded).Passed);
        Assert.True(memory.Read(pki.Intermediate.Certificate.Encoded).Passed);
        Assert.Equal(2, memory.Count);
        Assert.True(memory.Read(twin).TryGetValue(out Certificate? anew));
        Assert.Equal(first.Fingerprint, anew.Fingerprint);
    }

    private static byte[] Sign(ECDsa key, byte[] data) => key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static PublicKey Key(ECDsa key)
    {
        Assert.True(PublicKey.Read(key.ExportSubjectPublicKeyInfo()).TryGetValue(out PublicKey? read));
        return read;
    }
}
