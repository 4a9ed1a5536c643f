using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Explain;

/// <summary>The document of <c>explain</c>: <c>pluginsign.finding/1</c>.</summary>
internal sealed record ExplainDocument(string Schema, string Code, string Name, string Check, string Severity, string Verdict, string Meaning, string Hint, string? Rule)
{
    public static ExplainDocument Of(FindingDescriptor descriptor) => new(
        "pluginsign.finding/1",
        descriptor.Code.Id(),
        descriptor.Code.ToString(),
        Words.Of(descriptor.Check),
        Words.Field(descriptor.Severity),
        Words.Field(ExplainText.Verdict(descriptor)),
        descriptor.Meaning,
        ExplainText.Hint(descriptor),
        descriptor.Rule);
}
