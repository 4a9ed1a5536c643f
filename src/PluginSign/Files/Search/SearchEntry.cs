using System.Collections.Immutable;

namespace PluginSign.Files;

/// <summary>One place where plugins are looked for, as a template of a path.</summary>
/// <remarks>
/// In a template stand <c>${NAME}</c> for an environment variable, <c>&lt;name&gt;</c> for the plugin's name, <c>&lt;ext&gt;</c> for the system's extension
/// (left out when the name has it), <c>&lt;os&gt;</c> and <c>&lt;arch&gt;</c> in Go's words, and <c>&lt;root&gt;</c> for each trusted root.
/// </remarks>
/// <param name="Origin">What the report calls it.</param>
/// <param name="Template">The path.</param>
public sealed record SearchEntry(string Origin, string Template)
{
    private const string Go = "/pkg/plugin/<os>_<arch>/<name>";

    /// <summary>The path that the caller gave, when it is absolute.</summary>
    public static SearchEntry AbsolutePath { get; } = new("as given", "<absolute>");

    /// <summary>The library directory of a plugin installation.</summary>
    public static SearchEntry PluginRoot { get; } = new("PLUGIN_ROOT", "${PLUGIN_ROOT}/lib/<name><ext>");

    /// <summary>Plugins that came with the Go toolchain.</summary>
    public static SearchEntry GoRoot { get; } = new("GOROOT", "${GOROOT}" + Go);

    /// <summary>Plugins in a Go workspace; the variable may hold several directories.</summary>
    public static SearchEntry GoPath { get; } = new("GOPATH", "${GOPATH}" + Go);

    /// <summary>Each trusted root itself.</summary>
    public static SearchEntry Root { get; } = new("root", "<root>/<name>");

    /// <summary>Each trusted root itself, for a name without the system's extension.</summary>
    public static SearchEntry RootWithExtension { get; } = new("root", "<root>/<name><ext>");

    /// <summary>The path that the caller gave, when it is relative and has a directory in it: like a shell, that is a place and not a name.</summary>
    public static SearchEntry RelativePath { get; } = new("as given", "<relative>");

    /// <summary>The current directory. It is never searched unless it is asked for.</summary>
    public static SearchEntry CurrentDirectory { get; } = new("current directory", "./<name>");

    /// <summary>What is searched when nothing else is asked for, in this order.</summary>
    public static ImmutableArray<SearchEntry> Defaults { get; } = [AbsolutePath, PluginRoot, GoRoot, GoPath, Root, RootWithExtension, RelativePath];
}
