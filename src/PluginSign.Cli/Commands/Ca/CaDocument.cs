using PluginSign.Signing;

namespace PluginSign.Cli.Commands.Ca;

/// <summary>The document of <c>ca new</c>.</summary>
internal sealed record CaDocument(string Schema, string Path, bool Encrypted, IReadOnlyList<CaFileEntry> Files)
{
    public static CaDocument Of(string directory, DevelopmentCa ca, bool encrypted) => new(
        "pluginsign.ca/1",
        directory,
        encrypted,
        [.. ca.Files.Select(f => new CaFileEntry(f.Name, System.IO.Path.Combine(directory, f.Name), f.IsPrivateKey ? "0600" : "0644", CaUse.Of(f)))]);
}

/// <summary>One file of a development CA.</summary>
internal sealed record CaFileEntry(string Name, string Path, string Mode, string Use);
