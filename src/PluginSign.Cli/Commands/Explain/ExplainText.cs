using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Explain;

/// <summary>A code's page for a person.</summary>
internal static class ExplainText
{
    public static void Write(Ink ink, FindingDescriptor descriptor)
    {
        ink.Write(descriptor.Code.Id(), Tone.Unsure).Write("  ").Line(descriptor.Meaning);
        TextLines.Why(ink, "check", Words.Of(descriptor.Check));
        TextLines.Why(ink, "weighs", Weighs(descriptor));
        TextLines.Why(ink, "do", Hint(descriptor));
        if (descriptor.Rule is { } rule)
        {
            TextLines.Why(ink, "rule", rule);
        }
    }

    /// <summary>What a finding of its gravest weight makes of the answer.</summary>
    public static Verdict Verdict(FindingDescriptor descriptor) => Example(descriptor).Verdict;

    /// <summary>What to do, in the words of this command.</summary>
    public static string Hint(FindingDescriptor descriptor) => RemedyWords.Of(Example(descriptor)) ?? descriptor.Hint;

    private static string Weighs(FindingDescriptor descriptor) => (descriptor.Severity, Verdict(descriptor)) switch
    {
        (Severity.Warning, _) => "warning: the answer stays as it is",
        (Severity.Note, _) => "note: nothing to do",
        (_, Findings.Verdict.Indeterminate) => "error: could not be evaluated (exit 3), which is neither a yes nor a no",
        _ => "error: refused (exit 1)",
    };

    private static Finding Example(FindingDescriptor descriptor) => (descriptor.Severity switch
    {
        Severity.Error => Finding.Error(descriptor.Code, descriptor.Meaning),
        Severity.Warning => Finding.Warning(descriptor.Code, descriptor.Meaning),
        Severity.Note => Finding.Note(descriptor.Code, descriptor.Meaning),
    }).Advised();
}
