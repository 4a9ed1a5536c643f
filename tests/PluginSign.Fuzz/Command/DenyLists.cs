using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PluginSign.Findings;

namespace PluginSign.Fuzz.Command;

/// <summary>Any bytes as a deny list: a list that names the signer on a line of its own denies it, or is a mistake; it is never passed over.</summary>
/// <remarks>The bytes 1, 2 and 3 stand for the signer's fingerprint (lower case, upper case, with colons), 4 for another one: keys are new in each run.</remarks>
internal static class DenyLists
{
    private const int Digits = 64;

    public static List<byte[]> Seeds() =>
    [
        [4, (byte)'\n', 1, (byte)'\n'],
        [4, (byte)'\r', (byte)'\n', 2, (byte)'\r', (byte)'\n'],
        [4, (byte)'\r', 3, (byte)'\r'],
        [.. "# old ones\n\n"u8, 4, .. " # why\n\t"u8, 1],
        [.. "# ours\r"u8, 1, (byte)'\r'],
        [.. "# nobody\n"u8],
        [4, (byte)'\n'],
    ];

    public static ImmutableArray<Finding> Read(byte[] bytes)
    {
        string signer = Convert.ToHexStringLower(SHA256.HashData(SeedPki.Der("signer.pem")));
        byte[] list = [.. bytes.SelectMany(b => b switch
        {
            1 => Encoding.ASCII.GetBytes(signer),
            2 => Encoding.ASCII.GetBytes(signer.ToUpperInvariant()),
            3 => Encoding.ASCII.GetBytes(string.Join(':', signer.Chunk(2).Select(static c => new string(c)))),
            4 => Encoding.ASCII.GetBytes(new string('a', Digits)),
            _ => new[] { b },
        })];
        using CommandWorld world = new();
        File.WriteAllBytes(world.PathOf("list"), list);
        (int code, string output, string errors) = CommandWorld.Run([.. world.Verify, "--deny-list", world.PathOf("list")]);
        string[] entries = [.. Entries(list)];
        if (code == 0 && (entries.Length == 0 || entries.Contains(signer, StringComparer.Ordinal) || !entries.All(IsFingerprint)))
        {
            throw new InvalidOperationException($"trusted, with a deny list of {entries.Length} entries: {string.Join(" | ", entries.Take(4))}");
        }

        return world.Answer(code, output, errors, new string('+', Math.Min(entries.Length, 9)));
    }

    // Our own reading: any of the three line ends, a comment to the end of the line, blanks around.
    private static IEnumerable<string> Entries(byte[] list)
        => Encoding.UTF8.GetString(list).TrimStart('\ufeff').Split(["\r\n", "\r", "\n"], StringSplitOptions.None)
            .Select(static l => l.Split('#', 2)[0].Trim().Replace(":", string.Empty, StringComparison.Ordinal).ToLowerInvariant())
            .Where(static l => l.Length > 0);

    private static bool IsFingerprint(string entry) => entry.Length == Digits && entry.All(char.IsAsciiHexDigitLower);
}
