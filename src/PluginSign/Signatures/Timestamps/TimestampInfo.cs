using System.Formats.Asn1;

namespace PluginSign.Signatures.Timestamps;

/// <summary>TSTInfo (RFC 3161, 2.4.2): what the authority says. Read in DER, as the paragraph demands.</summary>
internal sealed record TimestampInfo(
    string Policy, TimestampImprint Imprint, ReadOnlyMemory<byte> SerialNumber, DateTimeOffset GenTime, TimeSpan Accuracy, ReadOnlyMemory<byte> Nonce)
{
    private const int MillisMost = 999;
    private const int NumberBytesMost = 64;

    private static readonly Asn1Tag s_context0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag s_context1 = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag s_authority = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag s_extensions = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>Reads one TSTInfo.</summary>
    /// <exception cref="AsnContentException">The bytes are no TSTInfo, or say something that is not understood.</exception>
    public static TimestampInfo Read(ReadOnlyMemory<byte> encoded)
    {
        AsnReader outer = new(encoded, AsnEncodingRules.DER);
        AsnReader info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (!info.TryReadInt32(out int version) || version != 1)
        {
            throw new AsnContentException("another version than 1");
        }

        string policy = info.ReadObjectIdentifier();
        TimestampImprint imprint = TimestampImprint.Read(info.ReadSequence());
        ReadOnlyMemory<byte> serial = ReadNumber(info);
        DateTimeOffset time = info.ReadGeneralizedTime();
        TimeSpan accuracy = info.HasData && info.PeekTag() == Asn1Tag.Sequence ? ReadAccuracy(info.ReadSequence()) : TimeSpan.Zero;
        if (info.HasData && info.PeekTag() == Asn1Tag.Boolean)
        {
            info.ReadBoolean(); // ordering: says how tokens of one authority compare, which nobody here does
        }

        ReadOnlyMemory<byte> nonce = info.HasData && info.PeekTag() == Asn1Tag.Integer ? ReadNumber(info) : default;
        if (info.HasData && info.PeekTag() == s_authority)
        {
            info.ReadEncodedValue(); // tsa: a hint. Which certificate signed is said by the ESS attribute, and judged
        }

        if (info.HasData && info.PeekTag() == s_extensions)
        {
            RefuseCritical(info.ReadSequence(s_extensions));
        }

        info.ThrowIfNotEmpty();
        return new TimestampInfo(policy, imprint, serial, time, accuracy, nonce);
    }

    private static ReadOnlyMemory<byte> ReadNumber(AsnReader reader)
    {
        ReadOnlyMemory<byte> number = reader.ReadIntegerBytes();
        return number.Length <= NumberBytesMost ? number : throw new AsnContentException($"a number of {number.Length} bytes");
    }

    // Accuracy ::= SEQUENCE { seconds INTEGER OPTIONAL, millis [0] INTEGER (1..999) OPTIONAL, micros [1] INTEGER (1..999) OPTIONAL }
    private static TimeSpan ReadAccuracy(AsnReader accuracy)
    {
        int seconds = accuracy.HasData && accuracy.PeekTag() == Asn1Tag.Integer ? ReadPart(accuracy, Asn1Tag.Integer, Limits.TimestampAccuracySeconds) : 0;
        int millis = accuracy.HasData && accuracy.PeekTag() == s_context0 ? ReadPart(accuracy, s_context0, MillisMost) : 0;
        int micros = accuracy.HasData && accuracy.PeekTag() == s_context1 ? ReadPart(accuracy, s_context1, MillisMost) : 0;
        accuracy.ThrowIfNotEmpty();
        return new TimeSpan(0, 0, 0, seconds, millis, micros);
    }

    private static int ReadPart(AsnReader accuracy, Asn1Tag tag, int most)
        => accuracy.TryReadInt32(out int value, tag) && value >= 0 && value <= most ? value : throw new AsnContentException("an accuracy that is no use");

    // RFC 3161, 2.4.2: extensions are those of RFC 5280, 4.1; none is known here, and an unknown critical one must refuse.
    private static void RefuseCritical(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            if (extension.HasData && extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean())
            {
                throw new AsnContentException($"a critical extension that is not understood: {oid}");
            }

            extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
        }
    }
}
