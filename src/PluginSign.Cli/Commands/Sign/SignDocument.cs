namespace PluginSign.Cli.Commands.Sign;

/// <summary>The document of <c>sign</c>.</summary>
internal sealed record SignDocument(string Schema, IReadOnlyList<SignEntry> Results)
{
    public static SignDocument Of(IEnumerable<SignOutcome> outcomes) => new("pluginsign.sign/1", [.. outcomes.Select(SignEntry.Of)]);
}
