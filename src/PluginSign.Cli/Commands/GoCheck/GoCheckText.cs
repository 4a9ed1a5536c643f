using System.Globalization;
using PluginSign.Binaries.Go;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.GoCheck;

/// <summary>The prediction for a person: the whole first, then each plugin in load order, then what to do.</summary>
internal static class GoCheckText
{
    private const int OutcomeWidth = 10;

    public static void Write(Ink ink, GoCheckAnswer answer, bool quiet)
    {
        (string word, Tone tone) = answer switch
        {
            { Host: null } => ("could not be evaluated", Tone.Unsure),
            { Plugins.Length: 0 } => ("written", Tone.Good),
            { Code: ExitCode.Done } => ("would load", Tone.Good),
            { Code: ExitCode.NotEvaluated } => ("could not be evaluated", Tone.Unsure),
            _ when answer.Plugins.Any(static p => p.Outcome == GoOutcome.Crashes) => ("would crash the host", Tone.Bad),
            _ => ("would fail", Tone.Bad),
        };
        ink.Write(word, tone).Write("  ").Line(answer switch
        {
            { Host: null } => answer.HostPath,
            { Plugins.Length: 0 } => answer.WrittenLock ?? answer.HostPath,
            { Plugins.Length: 1 } => "1 plugin",
            _ => string.Create(CultureInfo.InvariantCulture, $"{answer.Plugins.Length} plugins, in load order"),
        });
        WriteFindings(ink, answer.Findings, quiet);
        int width = answer.Plugins.Select(static p => Printable.Of(p.Path).Length).DefaultIfEmpty().Max();
        foreach (GoPrediction plugin in answer.Plugins.Where(p => !quiet || p.Outcome != GoOutcome.Loads))
        {
            ink.Write("  ").Write(GoWords.Of(plugin.Outcome).PadRight(OutcomeWidth), Tone.Faint);
            if (plugin.Outcome == GoOutcome.Loads)
            {
                ink.Line(plugin.Path);
            }
            else
            {
                ink.Write(Printable.Of(plugin.Path).PadRight(width + 2)).Line(plugin.Message);
                string indent = new(' ', OutcomeWidth + width + 4);
                foreach (Finding finding in plugin.Findings.Where(static f => f is { Severity: Severity.Error, Hint: not null }))
                {
                    ink.Write(indent).Write("do".PadRight(OutcomeWidth), Tone.Faint).Line(RemedyWords.Of(finding)!);
                }
            }

            WriteFindings(ink, plugin.Findings.Where(static f => f.Severity != Severity.Error), quiet);
        }

        if (answer is { WrittenLock: { } path, Plugins.Length: > 0 })
        {
            TextLines.Why(ink, "lock", path);
        }
    }

    private static void WriteFindings(Ink ink, IEnumerable<Finding> findings, bool quiet)
    {
        foreach (Finding finding in findings.Where(f => !quiet || f.Severity == Severity.Error))
        {
            TextLines.Finding(ink, finding, []);
        }
    }
}
