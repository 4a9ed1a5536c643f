using System.Collections.Immutable;

namespace PluginSign.Binaries.DotNet;

/// <summary>What only a .NET assembly has (ECMA-335, partition II).</summary>
public sealed record DotNetFacts
{
    /// <summary>The assembly's simple name; null for a module without a manifest. May be hostile text.</summary>
    public string? AssemblyName { get; internal init; }

    /// <summary>AssemblyVersion, four numbers; null for a module without a manifest.</summary>
    public string? AssemblyVersion { get; internal init; }

    /// <summary>The framework that the compiler built for, such as <c>.NETCoreApp,Version=v10.0</c>; null when it is not said. Self-declared.</summary>
    public string? TargetFramework { get; internal init; }

    /// <summary>The assemblies that this one refers to.</summary>
    public ImmutableArray<DotNetReference> References { get; internal init; } = [];

    /// <summary>Native functions that it can call.</summary>
    public ImmutableArray<DotNetPInvoke> PInvokes { get; internal init; } = [];

    /// <summary>There is nothing but IL: the flag says so, and no machine code, native method, fixup or native export says otherwise.</summary>
    public bool IsIlOnly { get; internal init; }

    /// <summary>The image holds machine code compiled ahead of time (ReadyToRun, or an older native image), which runs instead of the IL.</summary>
    public bool IsReadyToRun { get; internal init; }

    /// <summary>The image holds native code of its own (C++/CLI).</summary>
    public bool IsMixedMode { get; internal init; }

    /// <summary>A module initializer runs at the first access to anything of the module.</summary>
    public bool HasModuleInitializer { get; internal init; }

    /// <summary>What tells of code outside of the type system: one line each, such as <c>UnverifiableCodeAttribute</c>. Empty does not prove that there is none.</summary>
    public ImmutableArray<string> UnsafeMarks { get; internal init; } = [];

    /// <summary>Other files of a multi-file assembly. May be hostile text.</summary>
    public ImmutableArray<string> ModuleFiles { get; internal init; } = [];

    /// <summary>Number of the assembly's DefaultDllImportSearchPaths; null when it does not say.</summary>
    public int? DllImportSearchPaths { get; internal init; }
}

/// <summary>A native function that an assembly can call.</summary>
/// <param name="Library">The library as written. May be hostile text.</param>
/// <param name="EntryPoint">The function's name there. May be hostile text.</param>
/// <param name="Method">The .NET method that stands for it.</param>
public sealed record DotNetPInvoke(string Library, string EntryPoint, string Method);

/// <summary>An assembly that is referred to.</summary>
/// <param name="Name">Its simple name. May be hostile text.</param>
/// <param name="Version">The least version, four numbers.</param>
/// <param name="PublicKeyToken">16 hexadecimal digits; null when the reference has none or the whole key.</param>
public sealed record DotNetReference(string Name, string Version, string? PublicKeyToken);
