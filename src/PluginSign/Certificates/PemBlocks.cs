using System.Buffers.Text;
using System.Text;

namespace PluginSign.Certificates;

/// <summary>Finds the blocks of a PEM file, with text around them and any line ends. A damaged block is reported, never passed over.</summary>
internal static class PemBlocks
{
    private static ReadOnlySpan<byte> Begin => "-----BEGIN "u8;

    private static ReadOnlySpan<byte> Dashes => "-----"u8;

    public static IEnumerable<PemBlock> Read(ReadOnlyMemory<byte> text)
    {
        int position = 0;
        while (Next(text.Span[position..], out PemBlock? block, out int consumed))
        {
            position += consumed;
            yield return block!;
        }
    }

    private static bool Next(ReadOnlySpan<byte> text, out PemBlock? block, out int consumed)
    {
        block = null;
        consumed = 0;
        int begin = text.IndexOf(Begin);
        if (begin < 0)
        {
            return false;
        }

        int labelStart = begin + Begin.Length;
        int labelLength = text[labelStart..].IndexOf(Dashes);
        if (labelLength is < 0 or > 64 || text.Slice(labelStart, labelLength).IndexOfAny((byte)'\r', (byte)'\n') >= 0)
        {
            consumed = labelStart;
            block = new PemBlock("?", null, "a BEGIN line that does not end");
            return true;
        }

        string label = Encoding.Latin1.GetString(text.Slice(labelStart, labelLength));
        int bodyStart = labelStart + labelLength + Dashes.Length;
        byte[] end = Encoding.Latin1.GetBytes($"-----END {label}-----");
        int bodyLength = text[bodyStart..].IndexOf(end);
        int another = text[bodyStart..].IndexOf(Begin);
        if (bodyLength < 0 || (another >= 0 && another < bodyLength))
        {
            consumed = bodyStart;
            block = new PemBlock(label, null, $"no line END {label}");
            return true;
        }

        consumed = bodyStart + bodyLength + end.Length;
        block = Decode(label, text.Slice(bodyStart, bodyLength));
        return true;
    }

    private static PemBlock Decode(string label, ReadOnlySpan<byte> body)
    {
        byte[] content = new byte[Base64.GetMaxDecodedFromUtf8Length(body.Length)];
        System.Buffers.OperationStatus status = Base64.DecodeFromUtf8(body, content, out int consumed, out int written);
        return status == System.Buffers.OperationStatus.Done && body[consumed..].IndexOfAnyExcept(" \t\r\n"u8) < 0
            ? new PemBlock(label, content[..written], null)
            : new PemBlock(label, null, "a body that is not base64");
    }
}

/// <summary>One block of a PEM file (RFC 7468).</summary>
/// <param name="Label">The words after BEGIN.</param>
/// <param name="Content">The decoded bytes; null when the block is damaged.</param>
/// <param name="Fault">What is wrong with it; null when nothing is.</param>
internal sealed record PemBlock(string Label, byte[]? Content, string? Fault);
