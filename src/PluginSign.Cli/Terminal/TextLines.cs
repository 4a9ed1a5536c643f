using PluginSign.Findings;

namespace PluginSign.Cli.Terminal;

/// <summary>The shapes of lines that all text output is made of.</summary>
internal static class TextLines
{
    private const int LabelWidth = 12;
    private const int DetailWidth = 10;
    private const int CodeColumn = 88;

    public static void Verdict(Ink ink, Verdict verdict, string what)
    {
        (string word, Tone tone) = verdict switch
        {
            Findings.Verdict.Trusted => (Words.Of(verdict), Tone.Good),
            Findings.Verdict.Refused => (Words.Of(verdict), Tone.Bad),
            Findings.Verdict.Indeterminate => (Words.Of(verdict), Tone.Unsure),
        };
        ink.Write(word, tone).Write("  ").Line(what);
    }

    public static void Why(Ink ink, string label, string text) => ink.Write("  ").Write(label.PadRight(LabelWidth), Tone.Faint).Line(text);

    /// <summary>The sentence with its code at the right, then what was expected, what was found and what to do.</summary>
    public static void Finding(Ink ink, Finding finding, IEnumerable<string> whose)
    {
        string message = Printable.Of(finding.Message);
        ink.Write("  ").Write(Label(finding).PadRight(LabelWidth), Tone.Faint).Write(message.PadRight(CodeColumn)).Write("  ").Line(finding.Code.Id(), Tone.Faint);
        foreach (string signer in whose)
        {
            Detail(ink, "signer", signer);
        }

        bool content = finding.Code == FindingCode.ContentChanged;
        Detail(ink, content ? "signed" : "expected", finding.Expected);
        Detail(ink, "found", finding.Actual);
        Detail(ink, "do", RemedyWords.Of(finding));
    }

    public static void Detail(Ink ink, string label, string? text)
    {
        if (text is not null)
        {
            ink.Write(new string(' ', LabelWidth + 2)).Write(label.PadRight(DetailWidth), Tone.Faint).Line(text);
        }
    }

    private static string Label(Finding finding) => finding switch
    {
        { Severity: Severity.Note } => "note",
        { Severity: Severity.Warning } => "warning",
        { Code: FindingCode.ContentChanged } => "content",
        _ => Words.Of(finding.Check),
    };
}
