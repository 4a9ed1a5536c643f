using System.Formats.Asn1;
using PluginSign.Algorithms;

namespace PluginSign.Signatures.Timestamps;

/// <summary>MessageImprint (RFC 3161, 2.4.1): the digest of what is stamped. Here that is always a SignerInfo's signature value (appendix A).</summary>
/// <param name="Digest">The digest that was named, and whether it is supported.</param>
/// <param name="Hash">Its value.</param>
internal sealed record TimestampImprint(DigestIdentifier Digest, ReadOnlyMemory<byte> Hash)
{
    public DigestAlgorithm Algorithm => Digest.Algorithm;

    /// <summary>Reads what is left of one MessageImprint.</summary>
    /// <exception cref="AsnContentException">The bytes are no MessageImprint.</exception>
    public static TimestampImprint Read(AsnReader imprint)
    {
        DigestIdentifier digest = DigestIdentifier.Read(imprint.ReadSequence());
        byte[] hash = imprint.ReadOctetString();
        imprint.ThrowIfNotEmpty();
        return digest.Algorithm == DigestAlgorithm.None || hash.Length == digest.Algorithm.Size()
            ? new TimestampImprint(digest, hash)
            : throw new AsnContentException($"{hash.Length} bytes of {digest.Algorithm.Name()}");
    }

    public static TimestampImprint Of(ReadOnlySpan<byte> stamped, DigestAlgorithm algorithm)
        => new(new DigestIdentifier(algorithm.Oid(), algorithm), algorithm.Hash(stamped));

    /// <summary>Whether this is the digest of those bytes. One by an algorithm that is not supported is of nothing.</summary>
    public bool IsOf(ReadOnlySpan<byte> stamped) => Algorithm != DigestAlgorithm.None && Algorithm.Hash(stamped).AsSpan().SequenceEqual(Hash.Span);

    public bool IsSame(TimestampImprint other)
        => Algorithm != DigestAlgorithm.None && Algorithm == other.Algorithm && Hash.Span.SequenceEqual(other.Hash.Span);

    /// <summary>The parameters of the digest are NULL: RFC 5754, 2 lets both stand, and some authorities know only these.</summary>
    public void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Digest.Oid);
                writer.WriteNull();
            }

            writer.WriteOctetString(Hash.Span);
        }
    }

    public override string ToString() => $"{(Algorithm == DigestAlgorithm.None ? Digest.Oid : Algorithm.Name())} {Convert.ToHexStringLower(Hash.Span)}";
}
