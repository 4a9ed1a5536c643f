using System.Collections.Immutable;
using System.Security.Cryptography;
using PluginSign.Algorithms;

namespace PluginSign.Files;

/// <summary>Several digests of one content, made in one go. SHA-256 is always among them.</summary>
internal sealed class ContentHashes(IEnumerable<DigestAlgorithm> algorithms) : IDisposable
{
    private readonly (DigestAlgorithm Algorithm, IncrementalHash Hash)[] _hashes =
    [
        .. algorithms.Append(DigestAlgorithm.Sha256)
            .Where(static a => a != DigestAlgorithm.None)
            .Distinct()
            .Select(static a => (a, IncrementalHash.CreateHash(a.HashName()))),
    ];

    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach ((_, IncrementalHash hash) in _hashes)
        {
            hash.AppendData(bytes);
        }
    }

    public ImmutableArray<ContentDigest> Finish() => [.. _hashes.Select(static h => new ContentDigest(h.Algorithm, h.Hash.GetHashAndReset()))];

    public void Dispose()
    {
        foreach ((_, IncrementalHash hash) in _hashes)
        {
            hash.Dispose();
        }
    }
}
