using System.Formats.Asn1;

namespace PluginSign.Tests.Signatures;

/// <summary>Writes any tag, length and value, right or wrong: AsnWriter refuses to write the faults that tests need.</summary>
internal static class Der
{
    public static byte[] Tlv(byte tag, params byte[][] parts)
    {
        int length = parts.Sum(static p => p.Length);
        return [tag, .. Length(length), .. parts.SelectMany(static p => p)];
    }

    public static byte[] Seq(params byte[][] parts) => Tlv(0x30, parts);

    public static byte[] Set(params byte[][] parts) => Tlv(0x31, Sorted(parts));

    public static byte[] Octets(byte[] value) => Tlv(0x04, value);

    public static byte[] Int(int value)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteInteger(value);
        return writer.Encode();
    }

    public static byte[] Oid(string oid)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    public static byte[] UtcTime(DateTimeOffset time)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteUtcTime(time);
        return writer.Encode();
    }

    public static byte[] GeneralizedTime(DateTimeOffset time)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteGeneralizedTime(time);
        return writer.Encode();
    }

    public static byte[] Null { get; } = [0x05, 0x00];

    public static byte[][] Sorted(IEnumerable<byte[]> parts)
    {
        List<byte[]> list = [.. parts];
        list.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        return [.. list];
    }

    private static byte[] Length(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x100 => [0x81, (byte)length],
        < 0x10000 => [0x82, (byte)(length >> 8), (byte)(length & 0xFF)],
        _ => [0x83, (byte)(length >> 16), (byte)((length >> 8) & 0xFF), (byte)(length & 0xFF)],
    };
}
