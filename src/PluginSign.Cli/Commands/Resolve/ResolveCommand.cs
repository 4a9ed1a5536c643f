using System.CommandLine;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Files;

namespace PluginSign.Cli.Commands.Resolve;

/// <summary><c>pluginsign resolve</c>: path trust alone. Where is this plugin, and why is every directory on the way trusted, or not?</summary>
internal sealed class ResolveCommand : DocumentedCommand
{
    private readonly Argument<string[]> _name = new("NAME") { Description = "the plugin's name, or a path inside a trusted root", Arity = ArgumentArity.ZeroOrMore };

    private readonly RootOptions _roots;

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public ResolveCommand(Surroundings surroundings)
        : base("resolve", "shows where a plugin is found and whether the way to it can be trusted: exit 0 found, 1 refused, 3 not found", "pluginsign resolve greeter.so --root plugins")
    {
        _surroundings = surroundings;
        Add(_name);
        _roots = new RootOptions(this, surroundings);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        bool quiet = _output.IsQuiet(parsed);
        string name = parsed.GetValue(_name) is [{ Length: > 0 } only] ? only : throw new UsageException("it takes one NAME");
        using PluginSearch search = _roots.Open(parsed)
            ?? throw new UsageException("--root takes DIR, a directory that holds plugins: without one no path can be trusted", "no root");
        using SearchAnswer answer = search.Find(name);
        if (json)
        {
            JsonReport.Write(_surroundings.Output, ResolveDocument.Of(answer));
        }
        else
        {
            ResolveText.Write(quiet ? Ink.OnError(_surroundings) : Ink.OnOutput(_surroundings), answer, quiet);
        }

        return ExitCodes.Of(answer.Verdict);
    }
}
