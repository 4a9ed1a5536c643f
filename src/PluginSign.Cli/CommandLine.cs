using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics.CodeAnalysis;
using PluginSign.Cli.Commands;
using PluginSign.Cli.Commands.Ca;
using PluginSign.Cli.Commands.Chain;
using PluginSign.Cli.Commands.Explain;
using PluginSign.Cli.Commands.GoCheck;
using PluginSign.Cli.Commands.Inspect;
using PluginSign.Cli.Commands.PackEvidence;
using PluginSign.Cli.Commands.Resolve;
using PluginSign.Cli.Commands.Sign;
using PluginSign.Cli.Commands.Stage;
using PluginSign.Cli.Commands.Timestamp;
using PluginSign.Cli.Commands.Verify;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli;

/// <summary>From the arguments to an exit code. Everything that goes wrong ends here, with a sentence and never with 0.</summary>
internal static class CommandLine
{
    // A file may be called @plugin.so, and -abc is a mistake rather than three options.
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    private static readonly (string Name, Func<Surroundings, Command> Make)[] Commands =
    [
        ("sign", static s => new SignCommand(s)),
        ("verify", static s => new VerifyCommand(s)),
        ("resolve", static s => new ResolveCommand(s)),
        ("chain", static s => new ChainCommand(s)),
        ("stage", static s => new StageCommand(s)),
        ("inspect", static s => new InspectCommand(s)),
        ("go-check", static s => new GoCheckCommand(s)),
        ("timestamp", static s => new TimestampCommand(s)),
        ("explain", static s => new ExplainCommand(s)),
        ("evidence", static s => Group(s, "evidence", "gathers what a host without a network needs", "pluginsign evidence pack greeter.so --crl host-ca.crl --out evidence.json", new EvidencePackCommand(s))),
        ("ca", static s => Group(s, "ca", "makes a development CA", "pluginsign ca new --out dev-ca", new CaNewCommand(s))),
    ];

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "the last line of defence: a bug must say so in one line and must not exit 0")]
    public static ExitCode Run(string[] arguments, Surroundings surroundings)
    {
        ExitCode code;
        try
        {
            code = Invoke(arguments, surroundings);
            surroundings.Output.Flush();
        }
        catch (LostResultException e)
        {
            code = ExitCode.NotEvaluated;
            Diagnostics.Environment(surroundings, "the result could not be written to stdout", e);
        }
        catch (Exception e) when (e is IOException or DllNotFoundException or TypeInitializationException or System.ComponentModel.Win32Exception)
        {
            code = ExitCode.NotEvaluated;
            Diagnostics.Environment(surroundings, "the system refused what this command needs: room for its result, a file, a library", e);
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
        if (VersionLine.IsAll(arguments))
        {
            VersionLine.Write(surroundings.Output);
            return ExitCode.Done;
        }

        RootCommand root = Root(arguments, surroundings);
        ParseResult parsed = root.Parse(arguments, Parsing);
        Command command = parsed.CommandResult.Command;
        try
        {
            GivenWords.ThrowIfFile(arguments);
            GivenWords.ThrowIfBeside(parsed);
            bool completes = GivenWords.AskForCompletions(root, parsed, arguments);
            if (!completes && parsed.Action is not (HelpWithExample or VersionLine))
            {
                ParseMistakes.ThrowIfAny(parsed);
                GivenWords.ThrowIfNotText(parsed);
                ThrowIfNowhere(surroundings);
            }

            int code = parsed.Invoke(new InvocationConfiguration
            {
                Output = surroundings.Output,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
            });
            return completes ? ExitCode.Usage : (ExitCode)code; // a shell reads the words; a script must not take them for a verdict
        }
        catch (UsageException e)
        {
            Diagnostics.Usage(surroundings, command, e);
            return ExitCode.Usage;
        }
        catch (UnavailableException e)
        {
            Diagnostics.Unavailable(surroundings, e);
            return ExitCodes.Of(e.Verdict);
        }
    }

    private static void ThrowIfNowhere(Surroundings surroundings)
    {
        if (!surroundings.IsCurrentDirectoryText)
        {
            throw new UnavailableException(
                "the name of the current directory is not text in UTF-8, so no relative name is what it says: run the command in another directory", FindingCode.PathNotText, "bytes that are no UTF-8", ".");
        }
    }

    /// <summary>Every command with all its options, for who wants to go over them.</summary>
    internal static RootCommand Tree(Surroundings surroundings) => Root([], surroundings);

    // With a hundred options, making every command costs a millisecond: the one that was named is enough, and all are there for whoever asks, mistypes or completes.
    private static RootCommand Root(string[] arguments, Surroundings surroundings)
    {
        RootCommand root = new("signs plugins, and verifies them against the host's own CA before they are loaded");
        string? named = arguments is [string first, ..] && Commands.Any(c => string.Equals(c.Name, first, StringComparison.Ordinal)) ? first : null;
        foreach ((string name, Func<Surroundings, Command> make) in Commands)
        {
            if (named is null || string.Equals(name, named, StringComparison.Ordinal))
            {
                root.Add(make(surroundings));
            }
        }

        root.SetAction(parsed => HelpInsteadOfNothing(parsed, surroundings));
        foreach (Option option in root.Options)
        {
            if (!OperatingSystem.IsWindows())
            {
                option.Aliases.Remove("/h"); // names of files
                option.Aliases.Remove("/?");
            }

            option.Action = option switch
            {
                HelpOption => new HelpWithExample(),
                VersionOption => new VersionLine(),
                _ => option.Action,
            };
        }

        return root;
    }

    private static DocumentedCommand Group(Surroundings surroundings, string name, string description, string example, Command member)
    {
        DocumentedCommand group = new(name, description, example) { member };
        group.SetAction(parsed => HelpInsteadOfNothing(parsed, surroundings));
        return group;
    }

    // Nothing was asked for, so nothing was done: help, on stderr because it is no result, and not 0.
    private static int HelpInsteadOfNothing(ParseResult parsed, Surroundings surroundings)
    {
        HelpWithExample.Write(parsed, surroundings.Error);
        return (int)ExitCode.Usage;
    }
}
