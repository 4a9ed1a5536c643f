using System.CommandLine;

namespace PluginSign.Cli.Options;

/// <summary><c>--output</c> and <c>--quiet</c>, which every command has.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string> _format = new("--output") { Description = "how the result is printed", HelpName = "text|json" };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "print nothing but errors" };

    public OutputOptions(Command command)
    {
        _format.CompletionSources.Add("text", "json");
        command.Add(_format);
        command.Add(_quiet);
    }

    /// <summary>Whether stdout is to be one JSON document. <c>--quiet</c> does not silence it: it was asked for.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_format) switch
    {
        null or "text" => false,
        "json" => true,
        string other => throw new UsageException("--output takes text or json", other, with: "--output json"),
    };

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);
}
