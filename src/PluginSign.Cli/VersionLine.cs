using System.CommandLine;
using System.CommandLine.Invocation;

namespace PluginSign.Cli;

/// <summary><c>pluginsign 0.1.0</c>: the version of this assembly, whoever started the process.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        Version version = typeof(VersionLine).Assembly.GetName().Version ?? new Version(0, 0, 0);
        parseResult.InvocationConfiguration.Output.Write($"pluginsign {version.ToString(3)}\n");
        return (int)ExitCode.Done;
    }
}
