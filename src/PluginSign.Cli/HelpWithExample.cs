using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using PluginSign.Cli.Commands;

namespace PluginSign.Cli;

/// <summary>System.CommandLine's help, and an example below it.</summary>
internal sealed class HelpWithExample : SynchronousCommandLineAction
{
    private const string RootExample = """
          pluginsign ca new --out dev-ca
          pluginsign sign greeter.so --key dev-ca/signer.key.pem --certificate dev-ca/signer.pem
          pluginsign verify greeter.so --ca dev-ca/root.pem --allow-development-ca
        """;

    public override bool ClearsParseErrors => true;

    public static void Write(ParseResult parsed, TextWriter writer)
    {
        // The built-in action writes where the invocation's configuration says.
        ParseResult help = parsed.RootCommandResult.Command.Parse([.. CommandPath(parsed), "--help"]);
        help.Invoke(new InvocationConfiguration { Output = writer, Error = writer, EnableDefaultExceptionHandler = false });
    }

    public override int Invoke(ParseResult parseResult)
    {
        HelpAction standard = new();
        standard.Invoke(parseResult);
        TextWriter writer = parseResult.InvocationConfiguration.Output;
        writer.Write("Example:\n");
        writer.Write(parseResult.CommandResult.Command is DocumentedCommand documented ? "  " + documented.Example : RootExample);
        writer.Write("\n\n");
        writer.Write("Exit codes: 0 trusted or done, 1 refused, 2 wrong command line, 3 could not be evaluated\n");
        return (int)ExitCode.Done;
    }

    private static List<string> CommandPath(ParseResult parsed)
    {
        List<string> names = [];
        for (System.CommandLine.Parsing.SymbolResult? result = parsed.CommandResult; result?.Parent is not null; result = result.Parent)
        {
            names.Insert(0, ((System.CommandLine.Parsing.CommandResult)result).Command.Name);
        }

        return names;
    }
}
