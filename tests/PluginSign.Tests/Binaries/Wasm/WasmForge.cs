using System.Text;

namespace PluginSign.Tests.Binaries.Wasm;

/// <summary>Modules made by hand, byte by byte.</summary>
internal static class WasmForge
{
    public static byte[] Module(params byte[][] sections) => [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0, .. sections.SelectMany(static s => s)];

    public static byte[] Section(byte id, params byte[][] content)
    {
        byte[] body = [.. content.SelectMany(static c => c)];
        return [id, .. Number(body.Length), .. body];
    }

    public static byte[] Vector(byte id, params byte[][] elements) => Section(id, [Number(elements.Length), .. elements]);

    public static byte[] Name(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [.. Number(bytes.Length), .. bytes];
    }

    public static byte[] Number(int value)
    {
        List<byte> bytes = [];
        do
        {
            bytes.Add((byte)((value & 0x7F) | (value > 0x7F ? 0x80 : 0)));
            value >>= 7;
        }
        while (value > 0);
        return [.. bytes];
    }

    /// <summary>A module with one of everything.</summary>
    public static byte[] Full() => Module(
        Section(0, Name("tool"), [1, 2, 3]),
        Vector(1, [0x60, 2, 0x7F, 0x7E, 1, 0x7D], [0x60, 0, 0]),
        Vector(2, [.. Name("env"), .. Name("log"), 0, 0], [.. Name("env"), .. Name("count"), 3, 0x7E, 1]),
        Vector(3, [1], [0]),
        Vector(4, [0x70, 1, 1, 8]),
        Vector(5, [1, 2, 16]),
        Vector(6, [0x7F, 1, 0x41, 0x80, 0x01, 0x0B]),
        Vector(7, [.. Name("run"), 0, 2], [.. Name("memory"), 2, 0], [.. Name("g"), 3, 1], [.. Name("t"), 1, 0]),
        Section(8, [1]),
        Vector(10, [2, 0, 0x0B], [4, 0, 0x43, 0, 0x0B]),
        Section(0, Name("name"), [0]));
}
