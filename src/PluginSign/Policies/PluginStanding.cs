using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>All that speaks for and against one plugin, weighed by nobody yet. Immutable; a step that did not run left nothing here.</summary>
internal sealed record PluginStanding
{
    /// <summary>The time for which everything is judged.</summary>
    public required DateTimeOffset ValidationTime { get; init; }

    /// <summary>Whether the content could be read.</summary>
    public bool IsContentRead { get; init; }

    /// <summary>Whether a signature could be read as a CMS structure.</summary>
    public bool IsSignatureRead { get; init; }

    /// <summary>Every signer of the signature, decided about by nobody yet.</summary>
    public ImmutableArray<SignerReport> Signers { get; init; } = [];

    /// <summary>The directory that the open file lies in.</summary>
    public string? Directory { get; init; }

    /// <summary>What the content is; null when nobody looked.</summary>
    public Answer<BinaryFacts>? Binary { get; init; }

    /// <summary>What the steps before the signers found.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>What was found while the host's own inputs were gathered.</summary>
    public ImmutableArray<Finding> InputFindings { get; init; } = [];
}
