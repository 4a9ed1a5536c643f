using System.Text.Json;
using PluginSign.Tests;
using PluginSign.Tests.Binaries;

namespace PluginSign.Interop.Tests;

/// <summary>The ML-DSA of noble-post-quantum, run by node: an implementation that shares no code with ours. Everything goes in and out as hex.</summary>
internal static class Noble
{
    private const string Script = """
        import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';
        import fs from 'node:fs';
        const q = JSON.parse(fs.readFileSync(0, 'utf8'));
        const dsa = { 44: ml_dsa44, 65: ml_dsa65, 87: ml_dsa87 }[q.set];
        const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
        const hex = (b) => Buffer.from(b).toString('hex');
        const options = q.context ? { context: bytes(q.context) } : {};
        let answer;
        if (q.verb === 'keygen') { const k = dsa.keygen(bytes(q.seed)); answer = { publicKey: hex(k.publicKey), secretKey: hex(k.secretKey) }; }
        if (q.verb === 'sign') { answer = { signature: hex(dsa.sign(bytes(q.message), bytes(q.secretKey), options)) }; }
        if (q.verb === 'verify') { let ok = false; try { ok = dsa.verify(bytes(q.signature), bytes(q.message), bytes(q.publicKey), options); } catch { ok = false; } answer = { valid: String(ok) }; }
        process.stdout.write(JSON.stringify(answer));
        """;

    private static readonly string s_folder = Path.GetFullPath(
        Environment.GetEnvironmentVariable("PLUGINSIGN_PEERS") ?? Path.Combine(Repository.Root, "..", "shared", "peers"));

    /// <summary>Skips the test, by name, where node or the package is missing.</summary>
    public static void OrSkip()
    {
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(s_folder, "node_modules", "@noble", "post-quantum")),
            "the package @noble/post-quantum is missing: `npm install` in a copy of the peers' folder, and name it with PLUGINSIGN_PEERS");
        Tool.NeedOrSkip("node");
    }

    public static (byte[] PublicKey, byte[] SecretKey) KeyPair(int set, byte[] seed)
    {
        Dictionary<string, string> answer = Ask(new(StringComparer.Ordinal) { ["verb"] = "keygen", ["seed"] = Convert.ToHexStringLower(seed) }, set);
        return (Convert.FromHexString(answer["publicKey"]), Convert.FromHexString(answer["secretKey"]));
    }

    public static byte[] Sign(int set, byte[] secretKey, ReadOnlySpan<byte> message, string context = "") => Convert.FromHexString(Ask(
        new(StringComparer.Ordinal)
        {
            ["verb"] = "sign",
            ["secretKey"] = Convert.ToHexStringLower(secretKey),
            ["message"] = Convert.ToHexStringLower(message),
            ["context"] = context,
        },
        set)["signature"]);

    public static bool Verify(int set, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => bool.Parse(Ask(
        new(StringComparer.Ordinal)
        {
            ["verb"] = "verify",
            ["publicKey"] = Convert.ToHexStringLower(publicKey),
            ["message"] = Convert.ToHexStringLower(message),
            ["signature"] = Convert.ToHexStringLower(signature),
        },
        set)["valid"]);

    private static Dictionary<string, string> Ask(Dictionary<string, string> question, int set)
    {
        question["set"] = set.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string output = Tool.RunOrSkip("node", ["--input-type=module", "-e", Script], s_folder, JsonSerializer.Serialize(question));
        return JsonSerializer.Deserialize<Dictionary<string, string>>(output)!;
    }
}
