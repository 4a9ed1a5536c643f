namespace PluginSign.Findings.Descriptors;

/// <summary>8xxx: loading.</summary>
internal static class LoadFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.VerifiedWithoutBytes, Check.Load, Severity.Error)
        {
            Meaning = "Given up to version 0.8 for a plugin that was verified by streaming: now the compiler refuses to load one. The number is not used again.",
            Hint = "update: this code is not given any more",
        },
        new(FindingCode.LinkerRefused, Check.Load, Severity.Error)
        {
            Meaning = "The system's dynamic linker refused the library.",
            Hint = "read what the linker says; most often a library that the plugin needs is not there",
        },
        new(FindingCode.LoadedOtherBytes, Check.Load, Severity.Error)
        {
            Meaning = "What was loaded is not what was verified.",
            Hint = "end the process: other code is loaded in it",
        },
        new(FindingCode.ExportMissing, Check.Load, Severity.Error)
        {
            Meaning = "The library has no export of that name.",
            Hint = "check the spelling, and that the plugin was built for this host's interface",
        },
        new(FindingCode.ExportElsewhere, Check.Load, Severity.Error)
        {
            Meaning = "The name belongs to another library than the plugin.",
            Hint = "ask the library that defines it",
        },
        new(FindingCode.NotAnAssembly, Check.Load, Severity.Error)
        {
            Meaning = "The bytes are not a .NET assembly, or the runtime refuses them.",
            Hint = "load a native library with NativePlugin",
        },
        new(FindingCode.AssemblyNotVerified, Check.Load, Severity.Error)
        {
            Meaning = "The assembly refers to one that is neither verified nor shared by the host.",
            Hint = "verify that assembly and name it among the dependencies, or share the host's own",
        },
        new(FindingCode.TypeMissing, Check.Load, Severity.Error)
        {
            Meaning = "The assembly has no such type.",
            Hint = "give the full name with its namespace, as the plugin declares it",
        },
        new(FindingCode.TypeUnsuitable, Check.Load, Severity.Error)
        {
            Meaning = "The type cannot be used as what the host asked for.",
            Hint = "build the plugin against this host's interface",
        },
        new(FindingCode.AssemblyRepeated, Check.Load, Severity.Error)
        {
            Meaning = "Two of the assemblies have one name.",
            Hint = "name each assembly once",
        },
    ];
}
