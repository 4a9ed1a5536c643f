using System.Collections.Immutable;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Verification;

/// <summary>The answer for one file, with every reason. Only a verifier makes one: a report that says trusted was a verification that came to it.</summary>
public sealed class VerificationReport
{
    internal VerificationReport()
    {
    }

    /// <summary>The answer. Only <see cref="Verdict.Trusted"/> is a yes.</summary>
    public Verdict Verdict { get; internal init; }

    /// <summary>The path or name as the caller gave it.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>Where the open file really is; null when it could not be opened.</summary>
    public string? CanonicalPath { get; internal init; }

    /// <summary>Every hop on the way to the file, from <c>/</c> on; empty when no trusted root was asked for.</summary>
    public ImmutableArray<PathHop> Hops { get; internal init; } = [];

    /// <summary>Bytes of the file; null when it could not be read.</summary>
    public long? Size { get; internal init; }

    /// <summary>Lowercase hex SHA-256 of the file; null when it could not be read.</summary>
    public string? Sha256 { get; internal init; }

    /// <summary>The time for which everything was judged.</summary>
    public DateTimeOffset ValidationTime { get; internal init; }

    /// <summary>Every signer, in the order of the signature.</summary>
    public ImmutableArray<SignerReport> Signers { get; internal init; } = [];

    /// <summary>Every check and what became of it.</summary>
    public ImmutableArray<CheckReport> Checks { get; internal init; } = [];

    /// <summary>Every finding, those of the signers included, errors first.</summary>
    public ImmutableArray<Finding> Findings { get; internal init; } = [];

    /// <summary>The proof, when the verdict is <see cref="Verdict.Trusted"/>; else null.</summary>
    public VerifiedPlugin? Plugin { get; internal init; }

    /// <summary>
    /// The verified bytes, for the loaders: when the verdict is <see cref="Verdict.Trusted"/> and they were asked for for
    /// loading; else null. Dispose it when it is loaded. It shares its bytes with the <see cref="Evidence"/> that it was judged by.
    /// </summary>
    public HeldPlugin? Held { get; internal init; }
}
