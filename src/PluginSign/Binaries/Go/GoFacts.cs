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
    public string? MainPackage { get; init; }

    /// <summary>The main module; null when it is not said.</summary>
    public GoModuleVersion? Module { get; init; }

    /// <summary>The modules that were linked in.</summary>
    public ImmutableArray<GoModuleVersion> Dependencies { get; init; } = [];

    /// <summary>Build settings such as <c>CGO_ENABLED=1</c>, <c>-tags=alt</c>, <c>vcs.revision=…</c>, in the file's order.</summary>
    public ImmutableArray<GoSetting> Settings { get; init; } = [];

    /// <summary>The plugin path as the runtime has it (escaped); null when the file is no plugin.</summary>
    public string? PluginPath { get; init; }

    /// <summary>What <c>Lookup</c> finds, in the plugin's order.</summary>
    public ImmutableArray<GoExport> Exports { get; init; } = [];

    /// <summary>The packages that the plugin wants to find unchanged in the process, in the order in which the runtime compares them.</summary>
    public ImmutableArray<GoPackage> WantedPackages { get; init; } = [];

    /// <summary>The packages that the file brings, with their fingerprints: what a plugin that is loaded later is compared with.</summary>
    public ImmutableArray<GoPackage> Packages { get; init; } = [];

    /// <summary>The value of a build setting; null when it is not said.</summary>
    /// <param name="key">For example <c>GOAMD64</c>.</param>
    public string? Setting(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Settings.FirstOrDefault(s => string.Equals(s.Key, key, StringComparison.Ordinal))?.Value;
    }
}
