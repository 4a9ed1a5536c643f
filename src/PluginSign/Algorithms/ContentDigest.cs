using System.Security.Cryptography;

namespace PluginSign.Algorithms;

/// <summary>A digest of content, with the algorithm that made it.</summary>
public sealed class ContentDigest
{
    private readonly byte[] _value;

    internal ContentDigest(DigestAlgorithm algorithm, ReadOnlySpan<byte> value)
    {
        if (value.Length != algorithm.Size() || algorithm == DigestAlgorithm.None)
        {
            throw new ArgumentException("the length is not that of the algorithm", nameof(value));
        }

        Algorithm = algorithm;
        _value = value.ToArray();
    }

    /// <summary>The algorithm.</summary>
    public DigestAlgorithm Algorithm { get; }

    /// <summary>The digest's bytes.</summary>
    public ReadOnlySpan<byte> Value => _value;

    /// <summary>Lowercase hex.</summary>
    public string Hex => Convert.ToHexStringLower(_value);

    /// <summary>Whether the bytes are this digest; takes the same time wherever they differ.</summary>
    public bool IsEqualTo(ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(_value, other);

    /// <summary>For example <c>sha256 9f2c…</c>.</summary>
    public override string ToString() => $"{Algorithm.Name()} {Hex}";
}
