using PluginSign.Binaries;
using PluginSign.Binaries.DotNet;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>Compares a .NET assembly with what the host requires.</summary>
internal static class DotNetChecks
{
    public static IEnumerable<Finding> Judge(DotNetRequirements required, BinaryFacts facts)
    {
        if (facts.DotNet is not { } assembly)
        {
            yield return Refused("the file is not a .NET assembly", "a .NET assembly", null, "check that the path names the plugin itself");
            yield break;
        }

        if (required.IlOnly && (!assembly.IsIlOnly || assembly.IsReadyToRun || assembly.IsMixedMode))
        {
            yield return Refused("the assembly holds machine code beside its IL: what runs need not be what the IL says", "IL only", Code(assembly), "publish the plugin without ReadyToRun and without C++/CLI");
        }

        if (required.NoPInvokes && assembly.PInvokes.Length > 0)
        {
            string[] calls = [.. assembly.PInvokes.Select(static p => $"{p.EntryPoint} of {p.Library}")];
            yield return Refused("the assembly calls native functions", "none", ShownNames.Of(calls), "leave the native calls to the host");
        }

        if (required.NoUnsafeMarks && assembly.UnsafeMarks.Length > 0)
        {
            yield return Refused("the assembly holds unsafe code", "none", ShownNames.Of(assembly.UnsafeMarks), "build the plugin without AllowUnsafeBlocks");
        }

        if (required.NoModuleInitializer && assembly.HasModuleInitializer)
        {
            yield return Refused("the assembly runs code at the first access to it", "no module initializer", "a module initializer", "move the code into a method that the host calls");
        }

        if (required.SingleFile && assembly.ModuleFiles.Length > 0)
        {
            yield return Refused("the assembly has further files, which were not verified", "one file", ShownNames.Of(assembly.ModuleFiles), "build the plugin as one file");
        }
    }

    private static string Code(DotNetFacts assembly) => assembly switch
    {
        { IsMixedMode: true } => "native code (C++/CLI)",
        { IsReadyToRun: true } => "machine code compiled ahead of time (ReadyToRun)",
        _ => "the assembly does not say that it is IL only",
    };

    private static Finding Refused(string message, string expected, string? actual, string hint)
        => Finding.Error(FindingCode.DotNetFormNotAllowed, message, expected, actual, hint);
}
