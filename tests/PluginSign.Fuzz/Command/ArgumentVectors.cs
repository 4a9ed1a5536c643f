using System.Collections.Immutable;
using System.Text;
using PluginSign.Findings;

namespace PluginSign.Fuzz.Command;

/// <summary>Any words as the command line: one of the four exit codes with a sentence, and from a command that judges a named file no 0 without its verdict.</summary>
/// <remarks>An input is what to do with which word and with which hostile value, one byte each, then the words, each ended by a zero byte; the byte 1 stands for the folder.</remarks>
internal static class ArgumentVectors
{
    private const int HeadBytes = 3;

    private static readonly string[] s_judging = ["verify", "stage", "chain"];

    private static readonly string[] s_flags = ["--", "--allow-development-ca", "--strict"];

    private static readonly string[] s_reading = ["verify", "chain", "inspect", "resolve", "go-check"];

    private static readonly string[] s_writers = ["--out", "--into", "--lock", "--request-out", "--signature", "--online"];

    private static readonly string[] s_hostile =
    [
        string.Empty, " ", "-", "--", "-h", "--help", "-?", "--version", "@plugin.bin", "[suggest]", "[suggest:7]", "[diagram]", "\ufffd", "a\nb", "\u001b[2J", "\u202eexe", "..", ".", "%s%n", "=", "--ca=", "--deny=",
        "/dev/null", "/dev/full", "/", "99999999999999999999", "-1", "2026-13-45T99:99:99Z", "2026-01-03T00:00:00Z", "json", "*", "evil@V1", new string('a', 64), new string('A', 5000), "\u00a0", "--quiet", "-q", "--output=json",
    ];

    public static List<byte[]> Seeds() =>
    [
        Words(0, "verify \u0001plugin.bin --ca \u0001root.pem --allow-development-ca"),
        Words(0, "verify \u0001plugin.bin --ca \u0001root.pem --allow-development-ca --crl \u0001crl.pem --revocation require --output json"),
        Words(0, "verify \u0001plugin.bin \u0001signer.pem --ca \u0001root.pem --allow-development-ca --intermediates \u0001intermediate.pem --at 2026-01-03T00:00:00Z --require-symbol a --quiet"),
        Words(0, "verify --signature \u0001plugin.bin.p7s \u0001plugin.bin --ca \u0001root.pem --deny aa --links none --root \u0001. --owner root"),
        Words(0, "chain \u0001signer.pem --ca \u0001root.pem --allow-development-ca --purpose code-signing --max-depth 3 --strict"),
        Words(0, "stage \u0001plugin.bin --into \u0001staged --ca \u0001root.pem --allow-development-ca"),
        Words(0, "sign \u0001plugin.bin --key \u0001signer.key.pem --certificate \u0001signer.pem --force --digest sha384"),
        Words(0, "inspect \u0001plugin.bin --output json"),
        Words(0, "resolve plugin.bin --root \u0001. --search . --links within-root"),
        Words(0, "timestamp \u0001plugin.bin.p7s --request-out \u0001request.tsq"),
        Words(0, "evidence pack \u0001plugin.bin --crl \u0001crl.pem --out \u0001pack.json"),
        Words(0, "ca new --out \u0001ca --force"),
        Words(0, "go-check --host \u0001plugin.bin \u0001plugin.bin"),
        Words(1, "verify \u0001plugin.bin --ca \u0001root.pem --allow-development-ca", 3), // an empty value
        Words(2, "verify \u0001plugin.bin --ca \u0001root.pem --allow-development-ca", 2, 4), // -h beside a file
        Words(2, "verify \u0001plugin.bin --ca \u0001root.pem --allow-development-ca", 0, 9), // a request for completion
    ];

    public static ImmutableArray<Finding> Read(byte[] bytes)
    {
        using CommandWorld world = new();
        string[] words = [.. Changed(bytes).Select(w => w.Replace("\u0001", world.Folder + "/", StringComparison.Ordinal))];
        Confine(words, world);
        (int code, string output, string errors) = CommandWorld.Run(words);
        if (code == 0 && !words.Contains("--quiet", StringComparer.Ordinal) && !words.Contains("-q", StringComparer.Ordinal) && Judges(words) && !HasVerdict(output))
        {
            throw new InvalidOperationException($"exit 0 without a verdict: {string.Join(' ', words)}\n{output}{errors}");
        }

        return world.Answer(code, output, errors);
    }

    // A file that is there and stands where no option's value stands.
    private static bool Judges(string[] words)
        => words.SkipWhile(static w => w.StartsWith('[')).FirstOrDefault() is { } command
            && s_judging.Contains(command, StringComparer.Ordinal)
            && words.Skip(1).Where((w, i) => File.Exists(w) && (!words[i].StartsWith('-') || s_flags.Contains(words[i], StringComparer.Ordinal))).Any();

    private static bool HasVerdict(string output)
        => output.Contains("\"verdict\": \"trusted\"", StringComparison.Ordinal) || output.Contains("\"verdict\":\"trusted\"", StringComparison.Ordinal)
            || output.Split('\n').Any(static l => l.StartsWith("trusted ", StringComparison.Ordinal) || l.StartsWith("staged ", StringComparison.Ordinal));

    private static List<string> Changed(byte[] bytes)
    {
        if (bytes.Length <= HeadBytes)
        {
            return [];
        }

        List<string> words = [.. Encoding.UTF8.GetString(bytes, HeadBytes, bytes.Length - HeadBytes).Split('\0', StringSplitOptions.None)];
        (int at, string value) = (bytes[1] % words.Count, s_hostile[bytes[2] % s_hostile.Length]);
        switch (bytes[0] % 6)
        {
            case 1:
                words[at] = value;
                break;
            case 2:
                words.Insert(at, value);
                break;
            case 3:
                words.RemoveAt(at);
                break;
            case 4:
                words.Add(words[at]);
                break;
            case 5:
                (words[0], words[at]) = (words[at], words[0]);
                break;
        }

        return words;
    }

    // What may write stays in the folder, whatever the words say, and nothing speaks to the network.
    private static void Confine(string[] words, CommandWorld world)
    {
        bool reads = s_reading.Contains(words.SkipWhile(static w => w.StartsWith('[')).FirstOrDefault(), StringComparer.Ordinal);
        for (int i = 0; i < words.Length; i++)
        {
            foreach (string option in (string[])["--url", "--timestamp", "--vendor", "--pkcs11"])
            {
                words[i] = words[i].Replace(option, "--no-such", StringComparison.Ordinal);
            }

            bool isValue = i > 0 && s_writers.Contains(words[i - 1], StringComparer.Ordinal);
            if ((isValue || !reads) && !words[i].StartsWith(world.Folder + "/", StringComparison.Ordinal) && (isValue || words[i].Contains('/', StringComparison.Ordinal)))
            {
                words[i] = words[i].Length == 0 ? words[i] : world.PathOf("x" + words[i].Replace('/', '_').Replace("..", "__", StringComparison.Ordinal));
            }

            words[i] = words[i].Replace("/..", "/__", StringComparison.Ordinal);
            if (s_writers.FirstOrDefault(w => words[i].StartsWith(w + "=", StringComparison.Ordinal) || words[i].StartsWith(w + ":", StringComparison.Ordinal)) is { } writer)
            {
                words[i] = writer; // its value was glued to it
            }
        }
    }

    private static byte[] Words(byte head, string words, byte at = 0, byte value = 0) => [head, at, value, .. Encoding.UTF8.GetBytes(words.Replace(' ', '\0'))];
}
