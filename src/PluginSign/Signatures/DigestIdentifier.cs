using System.Formats.Asn1;
using PluginSign.Algorithms;

namespace PluginSign.Signatures;

/// <summary>The AlgorithmIdentifier of a digest (RFC 5754, 2): parameters absent or NULL.</summary>
/// <param name="Oid">The identifier.</param>
/// <param name="Algorithm">The digest, or <see cref="DigestAlgorithm.None"/> when it or its parameters are not supported.</param>
internal sealed record DigestIdentifier(string Oid, DigestAlgorithm Algorithm)
{
    /// <summary>Reads what is left of one AlgorithmIdentifier.</summary>
    /// <exception cref="AsnContentException">The bytes are no AlgorithmIdentifier.</exception>
    public static DigestIdentifier Read(AsnReader identifier)
    {
        string oid = identifier.ReadObjectIdentifier();
        ReadOnlyMemory<byte> parameters = identifier.HasData ? identifier.ReadEncodedValue() : default;
        identifier.ThrowIfNotEmpty();
        bool isPlain = parameters.IsEmpty || parameters.Span.SequenceEqual((ReadOnlySpan<byte>)[0x05, 0x00]);
        return new DigestIdentifier(oid, isPlain ? DigestAlgorithms.FromOid(oid) : DigestAlgorithm.None);
    }
}
