using PluginSign.Binaries.DotNet;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>The part of <c>inspect</c> for .NET assemblies.</summary>
internal sealed record DotNetEntry
{
    public string? Assembly { get; init; }

    public string? Version { get; init; }

    public string? TargetFramework { get; init; }

    public required IReadOnlyList<DotNetReference> References { get; init; }

    public required bool IlOnly { get; init; }

    public required bool ReadyToRun { get; init; }

    public required bool MixedMode { get; init; }

    public required bool ModuleInitializer { get; init; }

    public required IReadOnlyList<string> UnsafeMarks { get; init; }

    public required IReadOnlyList<DotNetPInvoke> Pinvokes { get; init; }

    public static DotNetEntry Of(DotNetFacts facts) => new()
    {
        Assembly = facts.AssemblyName,
        Version = facts.AssemblyVersion,
        TargetFramework = facts.TargetFramework,
        References = facts.References,
        IlOnly = facts.IsIlOnly,
        ReadyToRun = facts.IsReadyToRun,
        MixedMode = facts.IsMixedMode,
        ModuleInitializer = facts.HasModuleInitializer,
        UnsafeMarks = facts.UnsafeMarks,
        Pinvokes = facts.PInvokes,
    };
}
