using System.Collections.Immutable;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>The answer for one file, with every reason.</summary>
public sealed record VerificationReport
{
    internal VerificationReport()
    {
    }

    /// <summary>The answer. Only <see cref="Verdict.Trusted"/> is a yes.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The path as the caller gave it.</summary>
    public required string Path { get; init; }

    /// <summary>Where the open file really is; null when it could not be opened.</summary>
    public required string? CanonicalPath { get; init; }

    /// <summary>Every hop on the way to the file, from <c>/</c> on; empty when no trusted root was asked for.</summary>
    public required ImmutableArray<PathHop> Hops { get; init; }

    /// <summary>Bytes of the file; null when it could not be read.</summary>
    public required long? Size { get; init; }

    /// <summary>Lowercase hex SHA-256 of the file; null when it could not be read.</summary>
    public required string? Sha256 { get; init; }

    /// <summary>The time for which everything was judged.</summary>
    public required DateTimeOffset ValidationTime { get; init; }

    /// <summary>Every signer, in the order of the signature.</summary>
    public required ImmutableArray<SignerReport> Signers { get; init; }

    /// <summary>Every check and what became of it.</summary>
    public required ImmutableArray<CheckReport> Checks { get; init; }

    /// <summary>Every finding, those of the signers included, errors first.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>The proof, when the verdict is <see cref="Verdict.Trusted"/>; else null.</summary>
    public required VerifiedPlugin? Plugin { get; init; }
}
