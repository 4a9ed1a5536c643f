using System.Collections.Immutable;
using PluginSign.Algorithms;

namespace PluginSign.Certificates;

/// <summary>Which keys and signature algorithms the certificates of a path may have, of those that this library supports at all.</summary>
/// <remarks>What is not supported (DSA, P-192, RSA below 2048 bits, SHA-1, MD5) is refused in any case. <c>new KeyRequirements()</c> is what holds when the caller names none.</remarks>
public sealed record KeyRequirements
{
    /// <summary>The kinds of keys that are allowed; empty for every supported one.</summary>
    public ImmutableArray<KeyFamily> Families { get; init; } = [];

    /// <summary>The digests that certificates may be signed over; empty for every supported one. A scheme that has none of its own (Ed25519) is judged by its key alone.</summary>
    public ImmutableArray<DigestAlgorithm> Digests { get; init; } = [];

    /// <summary>Least bits of an RSA modulus, <see cref="Limits.RsaBitsLeast"/> to <see cref="Limits.RsaBitsMost"/>.</summary>
    public int RsaBitsLeast { get; init; } = Limits.RsaBitsLeast;

    /// <summary>Allows an RSA modulus whose bits are no multiple of 8. No sound program makes one, and the CA/Browser Forum's rules (6.1.5) forbid them.</summary>
    public bool AllowOddRsaSizes { get; init; }

    internal void ThrowIfContradictory(string parameterName)
    {
        if (RsaBitsLeast is < Limits.RsaBitsLeast or > Limits.RsaBitsMost)
        {
            throw new ArgumentException($"RsaBitsLeast must lie between {Limits.RsaBitsLeast} and {Limits.RsaBitsMost}", parameterName);
        }

        if (Families.IsDefault || Digests.IsDefault || Families.Contains(KeyFamily.None) || Digests.Contains(DigestAlgorithm.None))
        {
            throw new ArgumentException("Families and Digests are lists of real ones, or empty", parameterName);
        }
    }
}
