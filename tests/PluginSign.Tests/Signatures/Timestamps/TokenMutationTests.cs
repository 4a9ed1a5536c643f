using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;

namespace PluginSign.Tests.Signatures.Timestamps;

/// <summary>A changed token is an answer, never an exception, and no change makes it say another time.</summary>
public sealed class TokenMutationTests
{
    private static readonly TestPki Pki = TestPki.Create("Time");
    private static readonly byte[] File = CmsForge.Of(new SignerForge { Signer = Pki.Signer }).Write();
    private static readonly byte[] Good = TokenForge.On(File, Pki.TimestampSigner).Write();
    private static readonly CmsSigner Signer = CmsForge.Read(File).Signers[0];

    [Fact]
    public void One_changed_byte_never_changes_what_a_valid_token_says()
    {
        int valid = 0;
        for (int i = 0; i < Good.Length; i++)
        {
            foreach (byte value in new[] { (byte)(Good[i] ^ 1), (byte)(Good[i] ^ 0x80), (byte)0x00, (byte)0x80, (byte)0xFF, (byte)0x30, (byte)0xA0 }.Where(v => v != Good[i]))
            {
                byte[] changed = [.. Good];
                changed[i] = value;
                if (TimestampToken.Read(changed).TryGetValue(out TimestampToken? token) && token.Verify(Signer, []).IsValid)
                {
                    Assert.Equal(TestPki.ValidationTime.AddDays(-30), token.GenTime);
                    valid++;
                }
            }
        }

        // What may change: the SignedData's version number (decides nothing), and little else.
        Assert.InRange(valid, 0, 12);
    }

    [Fact]
    public void Every_truncation_and_every_deleted_or_doubled_byte_is_refused()
    {
        for (int i = 0; i < Good.Length; i++)
        {
            Assert.False(TimestampToken.Read(Good.AsMemory(0, i)).Passed);
            Assert.False(IsValid([.. Good[..i], .. Good[(i + 1)..]]));
            Assert.False(IsValid([.. Good[..i], Good[i], .. Good[i..]]));
        }
    }

    [Fact]
    public void Answers_are_read_without_exceptions_too()
    {
        byte[] answer = TokenForge.On(File, Pki.TimestampSigner).Response();
        for (int i = 0; i < answer.Length; i++)
        {
            byte[] changed = [.. answer];
            changed[i] ^= 0x55;
            Answer<byte[]> added = SignatureTimestamps.Add(File, changed, null);
            Assert.True(added.Passed || !added.Findings.IsEmpty);
            Assert.False(SignatureTimestamps.Add(File, answer.AsMemory(0, i), null).Passed);
        }
    }

    private static bool IsValid(byte[] token) => TimestampToken.Read(token).TryGetValue(out TimestampToken? read) && read.Verify(Signer, []).IsValid;
}
