using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.Diagnostics.CodeAnalysis;
using PluginSign.Cli.Commands;
using PluginSign.Cli.Options;
using PluginSign.Cli.Output;

namespace PluginSign.Cli;

/// <summary>From the arguments to an exit code. Everything that goes wrong ends here, with a sentence and never with 0.</summary>
internal static class CommandLine
{
    // A file may be called @plugin.so, and -abc is a mistake rather than three options.
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "the last line of defence: a bug must say so in one line and must not exit 0")]
    public static ExitCode Run(string[] arguments, Surroundings surroundings)
    {
        ExitCode code;
        try
        {
            code = Invoke(arguments, surroundings);
            surroundings.Output.Flush();
        }
        catch (Exception e)
        {
            code = ExitCode.NotEvaluated;
            Diagnostics.InternalError(surroundings, e);
        }

        return code;
    }

    private static ExitCode Invoke(string[] arguments, Surroundings surroundings)
    {
        RootCommand root = Root(surroundings);
        ParseResult parsed = root.Parse(arguments, Parsing);
        Command command = parsed.CommandResult.Command;
        try
        {
            bool suggests = root.Directives.OfType<SuggestDirective>().Any(d => parsed.GetResult(d) is not null);
            if (!suggests && parsed.Action is not (HelpWithExample or VersionLine))
            {
                ParseMistakes.ThrowIfAny(parsed);
            }

            return (ExitCode)parsed.Invoke(new InvocationConfiguration
            {
                Output = surroundings.Output,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (UsageException e)
        {
            Diagnostics.Usage(surroundings, command, e);
            return ExitCode.Usage;
        }
        catch (UnavailableException e)
        {
            Diagnostics.Unavailable(surroundings, e);
            return ExitCode.NotEvaluated;
        }
    }

    private static RootCommand Root(Surroundings surroundings)
    {
        DocumentedCommand ca = new("ca", "makes a development CA", "pluginsign ca new --out dev-ca");
        ca.Add(new CaNewCommand(surroundings));
        DocumentedCommand evidence = new("evidence", "gathers what a host without a network needs", "pluginsign evidence pack greeter.so --crl host-ca.crl --out evidence.json");
        evidence.Add(new EvidencePackCommand(surroundings));
        RootCommand root = new("signs plugins, and verifies them against the host's own CA before they are loaded")
        {
            new SignCommand(surroundings),
            new VerifyCommand(surroundings),
            new ResolveCommand(surroundings),
            new ChainCommand(surroundings),
            new StageCommand(surroundings),
            new InspectCommand(surroundings),
            new GoCheckCommand(surroundings),
            new TimestampCommand(surroundings),
            evidence,
            ca,
        };
        root.SetAction(parsed => HelpInsteadOfNothing(parsed, surroundings));
        ca.SetAction(parsed => HelpInsteadOfNothing(parsed, surroundings));
        evidence.SetAction(parsed => HelpInsteadOfNothing(parsed, surroundings));
        foreach (Option option in root.Options)
        {
            option.Action = option switch
            {
                HelpOption => new HelpWithExample(),
                VersionOption => new VersionLine(),
                _ => option.Action,
            };
        }

        return root;
    }

    // Nothing was asked for, so nothing was done: help, on stderr because it is no result, and not 0.
    private static int HelpInsteadOfNothing(ParseResult parsed, Surroundings surroundings)
    {
        HelpWithExample.Write(parsed, surroundings.Error);
        return (int)ExitCode.Usage;
    }
}
