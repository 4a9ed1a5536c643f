using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PluginSign.Cli.Storage;

namespace PluginSign.Cli;

/// <summary>The process: everything that happens in it ends with an exit code of ours, also when not even the command's own assemblies can be loaded.</summary>
internal static class Program
{
    // Nothing but the core library is named here: with no descriptor left, this is all that still runs.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "what comes through here would end the process with a signal")]
    private static int Main(string[] arguments)
    {
        try
        {
            return Start(arguments);
        }
        catch (Exception e)
        {
            LastWords.Say("could not be evaluated: this process could not be set up: ", e.Message);
            return (int)ExitCode.NotEvaluated;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Start(string[] arguments)
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            // The library says first where Mono.Unix gets its native half: the command calls Mono.Unix, too. In native code every module has done so before Main.
            RuntimeHelpers.RunModuleConstructor(typeof(PluginSign.Files.PluginFile).Module.ModuleHandle);
        }

        Surroundings surroundings = Surroundings.OfThisProcess();
        return (int)CommandLine.Run(ProcessNames.AsGiven(arguments), surroundings);
    }
}
