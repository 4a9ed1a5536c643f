using System.CommandLine;
using System.CommandLine.Invocation;

namespace PluginSign.Cli;

/// <summary><c>pluginsign 0.1.0</c>: the version of this assembly, whoever started the process.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    /// <summary>Whether it is asked for by itself: then no command need be made to know so, which takes a millisecond. A file of that name makes it a mistake, as any option.</summary>
    public static bool IsAll(string[] arguments) => arguments is ["--version"] && !Path.Exists(arguments[0]);

    public static void Write(TextWriter output)
    {
        Version version = typeof(VersionLine).Assembly.GetName().Version ?? new Version(0, 0, 0);
        output.Write($"pluginsign {version.ToString(3)}\n");
    }

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.InvocationConfiguration.Output);
        return (int)ExitCode.Done;
    }
}
