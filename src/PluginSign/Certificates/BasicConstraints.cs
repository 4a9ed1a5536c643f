using System.Formats.Asn1;

namespace PluginSign.Certificates;

/// <summary>RFC 5280, 4.2.1.9.</summary>
/// <param name="IsCa">Whether the key may issue certificates.</param>
/// <param name="PathLength">Most intermediates that may follow, self-issued ones not counted; null for no limit.</param>
internal sealed record BasicConstraints(bool IsCa, int? PathLength)
{
    public static BasicConstraints Read(ReadOnlyMemory<byte> der)
    {
        AsnReader sequence = DerReading.ReadOnlySequence(der);
        bool isCa = sequence.ReadDefaultFalse();
        int? pathLength = null;
        if (sequence.HasData)
        {
            // A length beyond int is no limit in practice; a negative one is no length.
            ReadOnlyMemory<byte> content = sequence.PeekContentBytes();
            pathLength = sequence.TryReadInt32(out int value) ? value : int.MaxValue;
            if (content.Span is [>= 0x80, ..])
            {
                throw new AsnContentException("the path length is negative");
            }

            if (pathLength == int.MaxValue && sequence.HasData)
            {
                sequence.ReadIntegerBytes();
            }
        }

        sequence.ThrowIfNotEmpty();
        return new BasicConstraints(isCa, pathLength);
    }
}
