using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Timestamp;

/// <summary>What <c>timestamp</c> tells a person about one file.</summary>
internal static class TimestampText
{
    public static void Write(Ink ink, TimestampOutcome outcome, bool quiet)
    {
        if (!outcome.Done)
        {
            TextLines.Verdict(ink, outcome.Verdict, outcome.Path);
        }
        else if (quiet)
        {
            return;
        }
        else if (outcome.Request is { } request)
        {
            ink.Write("requested", Tone.Good).Write("  ").Line(outcome.Path);
            TextLines.Why(ink, "request", $"{request}  (take it to a timestamp authority, then give its answer with --response)");
        }
        else
        {
            ink.Write("stamped", Tone.Good).Write("  ").Line(outcome.Path);
            foreach (StampEntry stamp in outcome.Stamps)
            {
                TextLines.Why(ink, "signer", stamp.Signer);
                TextLines.Why(ink, "timestamp", $"{stamp.Time}  by {stamp.Authority ?? "an authority that was not judged"}");
            }
        }

        foreach (Finding finding in outcome.Findings.Where(f => !quiet || f.Severity == Severity.Error))
        {
            TextLines.Finding(ink, finding, []);
        }
    }
}
