using System.Collections.Immutable;
using PluginSign.Cli;
using PluginSign.Findings;

namespace PluginSign.Fuzz.Command;

/// <summary>A folder with a signed plugin and what verifies it, for one run of the command; it goes away with it.</summary>
internal sealed class CommandWorld : IDisposable
{
    private static readonly byte[] s_plugin = [.. Enumerable.Range(0, 512).Select(static i => (byte)((i * 7) % 251))];

    private static readonly Lazy<byte[]> s_signature = new(static () =>
    {
        string path = Path.Combine(Path.GetTempPath(), $"pluginsign-fuzz-{Guid.NewGuid():N}.bin");
        File.WriteAllBytes(path, s_plugin);
        try
        {
            return SeedPki.Sign(path);
        }
        finally
        {
            File.Delete(path);
        }
    });

    public CommandWorld()
    {
        foreach (string pem in (string[])["root.pem", "intermediate.pem", "signer.pem", "signer.key.pem", "crl.pem"])
        {
            File.WriteAllText(PathOf(pem), SeedPki.Pem(pem));
        }

        File.WriteAllBytes(PathOf("plugin.bin"), s_plugin);
        File.WriteAllBytes(PathOf("plugin.bin.p7s"), s_signature.Value);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("pluginsign-fuzz-").FullName;

    /// <summary>The words that verify the plugin, up to where another option may follow.</summary>
    public string[] Verify => ["verify", PathOf("plugin.bin"), "--ca", PathOf("root.pem"), "--allow-development-ca"];

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Runs the command in this process.</summary>
    /// <exception cref="InvalidOperationException">It said that there is a bug in it, ended with a code that does not exist, or with no word for a failure.</exception>
    public static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = (int)CommandLine.Run(arguments, new Surroundings { Output = output, Error = error, Clock = new Clock(), Variable = static _ => null });
        (string told, string errors) = (output.ToString(), error.ToString());
        return code is < 0 or > 3 || (code != 0 && told.Length + errors.Length == 0) || errors.Contains("internal error", StringComparison.Ordinal)
            ? throw new InvalidOperationException($"exit {code}: {told}{errors}\nof {string.Join(' ', arguments)}")
            : (code, told, errors);
    }

    /// <summary>An answer as the runs compare them: the exit code and the first line, without what is another's each time.</summary>
    public ImmutableArray<Finding> Answer(int code, string output, string errors, string kind = "")
    {
        string line = (output + errors).Split('\n')[0].Replace(Folder, string.Empty, StringComparison.Ordinal);
        return [Finding.Note(FindingCode.None, $"exit {code} {kind}{string.Concat(line.Where(char.IsAsciiLetter))}")];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => SeedPki.Time.AddDays(2);
    }
}
