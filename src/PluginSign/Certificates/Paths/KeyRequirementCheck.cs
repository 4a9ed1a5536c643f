using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>A certificate's key, and the algorithm that it is signed with, against the caller's requirements.</summary>
internal static class KeyRequirementCheck
{
    public static void Judge(PathMember member, KeyRequirements requirements, List<Finding> findings)
    {
        if (member.Certificate.PublicKey.TryGetValue(out PublicKey? key))
        {
            JudgeKey(member, key, requirements, findings);
        }

        // An anchor is trusted by the caller's word: nobody checks its own signature.
        if (member.Role != PathRole.Anchor && member.Certificate.SignatureScheme is { Digest: not DigestAlgorithm.None } scheme
            && !requirements.Digests.IsEmpty && !requirements.Digests.Contains(scheme.Digest))
        {
            findings.Add(Refusal(
                $"{member} is signed over a digest that is not allowed here",
                string.Join(", ", requirements.Digests.Select(static d => d.Name())),
                scheme.Digest.Name()));
        }
    }

    private static void JudgeKey(PathMember member, PublicKey key, KeyRequirements requirements, List<Finding> findings)
    {
        if (!requirements.Families.IsEmpty && !requirements.Families.Contains(key.Family))
        {
            findings.Add(Refusal($"{member} has a kind of key that is not allowed here", string.Join(", ", requirements.Families), key.ToString()));
        }

        if (key.Family != KeyFamily.Rsa)
        {
            return;
        }

        if (key.Bits < requirements.RsaBitsLeast)
        {
            findings.Add(Refusal($"{member} has a smaller RSA key than is allowed here", $"{requirements.RsaBitsLeast} bits or more", $"{key.Bits} bits"));
        }
        else if (key.Bits % 8 != 0 && !requirements.AllowOddRsaSizes)
        {
            findings.Add(Refusal($"{member} has an RSA key of an odd size", "a number of bits that is a multiple of 8", $"{key.Bits} bits"));
        }
    }

    private static Finding Refusal(string message, string expected, string actual) => Finding.Error(
        FindingCode.KeyNotAllowed, message, expected, actual);
}
