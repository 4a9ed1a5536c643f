using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>One trusted signer is enough when the host says so: the others are set aside, and stay in the report for everybody to see.</summary>
internal static class AnySigner
{
    /// <summary>Sets aside the signers that are not trusted, when there is one that is.</summary>
    public static ImmutableArray<SignerReport> SetAside(ImmutableArray<SignerReport> signers)
        => signers.Any(static s => s.Verdict == Verdict.Trusted) ? [.. signers.Select(static s => s.Verdict == Verdict.Trusted ? s : Aside(s))] : signers;

    /// <summary>What the report says of the permission, used or not; null when it made no difference because nobody is trusted.</summary>
    public static Finding? Report(ImmutableArray<SignerReport> signers)
    {
        string[] aside = [.. signers.Where(static s => s.IsSetAside).Select(static s => s.Certificate?.Subject ?? "a signer without a certificate")];
        return aside.Length > 0
            ? Finding.Warning(
                FindingCode.AnySignerAllowed,
                "not every signer is trusted, which was allowed because another one is",
                "every signer trusted",
                $"set aside: {string.Join(", ", aside)}",
                "trust the other signers' CA as well, or ask the publisher about them")
            : signers.Any(static s => s.Verdict == Verdict.Trusted)
                ? Finding.Note(FindingCode.AnySignerAllowed, "one trusted signer was allowed to be enough; every one is trusted")
                : null;
    }

    // The verdict of the signer stays what it is; its errors must not refuse the file.
    private static SignerReport Aside(SignerReport signer)
        => signer.SetAside([.. signer.Findings.Select(static f => f.Harmless())]);
}
