using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Sign;

/// <summary>What <c>sign</c> tells a person about one file.</summary>
internal static class SignText
{
    public static void Write(Ink ink, SignOutcome outcome, bool quiet)
    {
        if (outcome is { Verdict: Verdict.Trusted, Signed: { } signed })
        {
            if (quiet)
            {
                return;
            }

            ink.Write("signed", Tone.Good).Write("   ").Line(outcome.Path);
            TextLines.Why(ink, "signature", $"{outcome.Signature}  (written and verified)");
            foreach (SignedBy signer in signed.Signers)
            {
                TextLines.Why(ink, "signed by", $"{signer.Certificate.Subject}  ({signer.Algorithm}, {Numbers.Time(signed.SigningTime)})");
            }

            if (signed.Timestamp is { } timestamp)
            {
                TextLines.Why(ink, "timestamp", timestamp);
            }

            TextLines.Why(ink, "content", $"{Numbers.Grouped(signed.Size)} bytes  sha256 {signed.Sha256}");
        }
        else
        {
            TextLines.Verdict(ink, outcome.Verdict, outcome.Path);
        }

        foreach (Finding finding in outcome.Findings.Where(f => !quiet || f.Severity == Severity.Error))
        {
            TextLines.Finding(ink, finding, []);
        }
    }
}
