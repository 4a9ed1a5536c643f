using System.Collections.Immutable;
using System.Text;
using PluginSign.Findings;

namespace PluginSign.Fuzz.Command;

/// <summary>Any bytes as a file name: whatever a name turns into on its way through text, no other file is verified in place of the one that was named.</summary>
/// <remarks>An input is how the name comes in, one byte, then the name. The shell carries it: a process of .NET cannot be given such an argument by another.</remarks>
internal static class FileNames
{
    private const int NameBytes = 120;

    public static List<byte[]> Seeds() => CommandProcess.IsThere
        ? [[0, .. "plain.so"u8], [1, .. "plain.so"u8], [0, (byte)'a', 0xff, (byte)'b'], [2, (byte)'r', 0xff], [3, 0xc3, 0x28, (byte)'x'], [4, 0xed, 0xa0, 0x80], [0, .. "-h"u8], [0, .. "e\u0301.so"u8], [8, .. "[suggest]"u8], [0, .. "@list"u8]]
        : [];

    public static ImmutableArray<Finding> Read(byte[] bytes)
    {
        byte[] name = Name(bytes);
        if (name.Length == 0 || name is [(byte)'.'] or [(byte)'.', (byte)'.'])
        {
            return [];
        }

        using CommandWorld world = new();
        bool isHonest = (bytes[0] & 7) == 1;
        (int code, string output, string errors) = CommandProcess.Run(world, Script(bytes[0], name));
        bool isPlain = name.All(static b => char.IsAsciiLetterOrDigit((char)b)); // nothing in it that anybody could read in another way
        if (isHonest ? isPlain && code != 0 : code == 0)
        {
            throw new InvalidOperationException($"exit {code} for the name {Convert.ToHexStringLower(name)}: {output}{errors}");
        }

        return code is < 0 or > 3 ? throw new InvalidOperationException($"exit {code}: {errors}") : world.Answer(code, output, errors);
    }

    // The named thing is never one that is to be trusted (but in the honest case); everything that its name could become is.
    private static byte[] Script(byte kind, byte[] name)
    {
        List<byte> script = [.. "mkdir d && cd d || exit 3\n"u8]; // and away again at the end: .NET cannot delete such names
        bool isAuthority = (kind & 7) == 2;
        foreach (byte[] decoy in Decoys(name))
        {
            Line(isAuthority ? "cp ../root.pem ./"u8 : "cp ../plugin.bin ./"u8, Quoted(decoy));
            Line("cp ../plugin.bin.p7s ./"u8, Quoted([.. decoy, .. ".p7s"u8]));
        }

        byte[] verify = [.. "\"$@\" --ca ../root.pem --allow-development-ca --at 2026-01-03T00:00:00Z "u8];
        byte[] prefix = (kind & 8) != 0 ? [.. "./"u8] : [];
        byte[] named = [.. prefix, .. Quoted(name)];
        switch (kind & 7)
        {
            case 1:
                Line("cp ../plugin.bin ./"u8, Quoted(name));
                Line("cp ../plugin.bin.p7s ./"u8, Quoted([.. name, .. ".p7s"u8]));
                Line(verify, named);
                break;
            case 2:
                Line("cp ../signer.pem ./"u8, Quoted(name)); // no authority
                Line("\"$@\" ../plugin.bin --allow-development-ca --at 2026-01-03T00:00:00Z --ca "u8, named);
                break;
            case 3:
                Line("printf unsigned > ./"u8, Quoted(name));
                Line([.. verify, .. "--root . "u8], Quoted(name));
                break;
            case 4:
                Line("printf unsigned > ./"u8, Quoted(name));
                Line("ln -s "u8, [.. Quoted(name), .. " link.bin; cp ../plugin.bin.p7s link.bin.p7s"u8]);
                Line(verify, [.. "link.bin"u8]);
                break;
            default: // beside a trusted one, so that what is taken for an option stands beside a file
                Line("printf unsigned > ./"u8, Quoted(name));
                Line([.. verify, .. "../plugin.bin "u8], named);
                break;
        }

        return [.. script, .. "code=$?; cd ..; rm -rf d; exit $code\n"u8];

        void Line(ReadOnlySpan<byte> command, byte[] rest) => script.AddRange([.. command, .. rest, (byte)'\n']);
    }

    private static IEnumerable<byte[]> Decoys(byte[] name)
    {
        string text = Encoding.UTF8.GetString(name);
        string[] texts =
        [
            text, text.Trim(), text.Split('\n')[0], text.Normalize(NormalizationForm.FormC), text.Normalize(NormalizationForm.FormD), text.ToLowerInvariant(), text.TrimStart('@', '-'), text.Replace("\ufffd", string.Empty, StringComparison.Ordinal),
            text.Replace('\ufffd', '?'), Uri.UnescapeDataString(text), Encoding.Latin1.GetString(name), text.TrimEnd('.', ' '),
        ];
        return texts.Where(static t => t.Length > 0 && !t.Contains('/', StringComparison.Ordinal) && !t.Contains('\0', StringComparison.Ordinal) && t is not ("." or ".."))
            .Select(Encoding.UTF8.GetBytes)
            .Where(b => b.Length <= NameBytes * 2 && !b.AsSpan().SequenceEqual(name))
            .DistinctBy(Convert.ToHexString, StringComparer.Ordinal);
    }

    private static byte[] Name(byte[] bytes) => [.. bytes.Skip(1).Take(NameBytes).Where(static b => b is not (0 or (byte)'/'))];

    private static byte[] Quoted(byte[] name) => [(byte)'\'', .. name.SelectMany(static b => b == (byte)'\'' ? [.. "'\\''"u8] : new[] { b }), (byte)'\''];
}
