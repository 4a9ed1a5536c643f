using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>What the library said of one binary.</summary>
/// <param name="Path">The path as given.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lowercase hex.</param>
/// <param name="Facts">Null when the file was refused.</param>
/// <param name="Read">What the reader found.</param>
internal sealed record InspectAnswer(string Path, long Size, string Sha256, BinaryFacts? Facts, ImmutableArray<Finding> Read)
{
    /// <summary>The reader's findings and the lint's.</summary>
    public ImmutableArray<Finding> Findings => Facts is null ? Read : [.. Read, .. ImportLint.Judge(Facts)];
}
