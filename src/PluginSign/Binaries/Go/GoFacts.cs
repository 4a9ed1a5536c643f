using System.Collections.Immutable;

namespace PluginSign.Binaries.Go;

/// <summary>What a Go binary says of itself. All of it is said by whoever built the file: it is worth what their signature is worth.</summary>
public sealed record GoFacts
{
    /// <summary>The toolchain, such as <c>go1.23.5</c>; null in plugins of Go 1.18 and 1.19, which do not say it.</summary>
    public required string? Version { get; init; }

    /// <summary>The toolchain's number; 19 stands for 1.18 too where <see cref="Version"/> is null: their tables are alike.</summary>
    public required GoRelease Release { get; init; }

    /// <summary>The import path of the main package; null when the build information is missing, as in plugins of Go 1.19 and older.</summary>
    public string? MainPackage { get; internal init; }

    /// <summary>The main module; null when it is not said.</summary>
    public GoModuleVersion? Module { get; internal init; }

    /// <summary>The modules that were linked in.</summary>
    public ImmutableArray<GoModuleVersion> Dependencies { get; internal init; } = [];

    /// <summary>Build settings such as <c>CGO_ENABLED=1</c>, <c>-tags=alt</c>, <c>vcs.revision=…</c>, in the file's order.</summary>
    public ImmutableArray<GoSetting> Settings { get; internal init; } = [];

    /// <summary>The plugin path as the runtime has it (escaped); null when the file is no plugin.</summary>
    public string? PluginPath { get; internal init; }

    /// <summary>What <c>Lookup</c> finds, in the plugin's order.</summary>
    public ImmutableArray<GoExport> Exports { get; internal init; } = [];

    /// <summary>The packages that the plugin wants to find unchanged in the process, in the order in which the runtime compares them.</summary>
    public ImmutableArray<GoPackage> WantedPackages { get; internal init; } = [];

    /// <summary>The packages that the file brings, with their fingerprints: what a plugin that is loaded later is compared with.</summary>
    public ImmutableArray<GoPackage> Packages { get; internal init; } = [];

    /// <summary>The value of a build setting; null when it is not said.</summary>
    /// <param name="key">For example <c>GOAMD64</c>.</param>
    public string? Setting(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Settings.FirstOrDefault(s => string.Equals(s.Key, key, StringComparison.Ordinal))?.Value;
    }
}

/// <summary>A name in a plugin's table of exported symbols.</summary>
/// <param name="Name">The Go name, without the package. May be hostile text.</param>
/// <param name="Kind">Function or variable: <c>Lookup</c> gives a function as it is and a variable as a pointer.</param>
/// <param name="Type">The full type with import paths; of a variable, the variable's type and not the pointer's.</param>
/// <param name="Value">The initial value of a variable of a string type; an <c>init</c> function may change it. Else null.</param>
/// <param name="IsFound">Whether the loader finds the symbol behind the name; when it does not, <c>plugin.Open</c> fails.</param>
public sealed record GoExport(string Name, GoExportKind Kind, string Type, string? Value, bool IsFound);

/// <summary>What an exported Go name stands for.</summary>
public enum GoExportKind
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>A function.</summary>
    Function = 1,

    /// <summary>A package variable.</summary>
    Variable = 2,
}

/// <summary>A package and the fingerprint of what it shows to others. Two packages with the same one fit together; it says nothing of what their code does.</summary>
/// <param name="Path">The import path. May be hostile text.</param>
/// <param name="Fingerprint">The compiler's fingerprint of the export data, as lower-case hexadecimal digits.</param>
public sealed record GoPackage(string Path, string Fingerprint);

/// <summary>One build setting.</summary>
/// <param name="Key">For example <c>CGO_ENABLED</c>. May be hostile text.</param>
/// <param name="Value">For example <c>1</c>. May be hostile text.</param>
public sealed record GoSetting(string Key, string Value);

/// <summary>A module that was linked in.</summary>
/// <param name="Path">For example <c>golang.org/x/text</c>. May be hostile text.</param>
/// <param name="Version">For example <c>v0.3.0</c>, or <c>(devel)</c>.</param>
/// <param name="Sum">The <c>h1:</c> checksum; null when it is not said.</param>
/// <param name="Replacement">What stands in for it; null when nothing does.</param>
public sealed record GoModuleVersion(string Path, string Version, string? Sum = null, GoModuleVersion? Replacement = null);
