using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace PluginSign.Tests.Tools;

/// <summary>A program or file of the machine that tests need: a row of <c>scripts/tools.tsv</c>. Whatever has no row is not there for a test.</summary>
/// <param name="Command">A program's name, or a path.</param>
/// <param name="Package">The Debian package that brings it.</param>
/// <param name="From">Who installs it: the head of the table says what the words mean.</param>
/// <param name="AtLeast">The oldest version that does, or <c>-</c>.</param>
/// <param name="For">What for.</param>
/// <param name="NeededBy">Test projects and scripts.</param>
internal sealed record ToolTable(string Command, string Package, string From, string AtLeast, string For, string NeededBy)
{
    /// <summary><c>oldest</c> hides all releases of Go but the oldest one: the machine is then as one where it is the only Go.</summary>
    public const string GoVariable = "PLUGINSIGN_TEST_GO";

    private const string GoReleases = "/usr/lib/go-1.";

    public static ImmutableArray<ToolTable> Rows { get; } =
        [.. File.ReadLines(Path.Combine(Repository.Root, "scripts", "tools.tsv")).Where(static l => !l.StartsWith('#')).Select(Parse)];

    private static readonly FrozenDictionary<string, ToolTable> s_byCommand = Rows.ToFrozenDictionary(static r => r.Command, StringComparer.Ordinal);

    /// <summary>What a skipped test says.</summary>
    public string Missing => $"{(Command.StartsWith('/') ? "the file" : "the program")} `{Command}` is missing (Debian: {Package}; scripts/tools.tsv)";

    /// <summary>The row of a command.</summary>
    /// <exception cref="InvalidOperationException">It has none: a machine that is set up by the table would not have it.</exception>
    public static ToolTable Of(string command)
        => s_byCommand.GetValueOrDefault(command) ?? throw new InvalidOperationException($"`{command}` has no row in scripts/tools.tsv: a test may depend on nothing else");

    /// <summary>Where it is on this machine; null when it is missing.</summary>
    public string? Find() => Command switch
    {
        "go" => Go().FirstOrDefault(),
        _ when Command.StartsWith('/') => File.Exists(Command) ? Command : null,
        _ => InPath(Command),
    };

    /// <summary>Every Go of the machine, the one that the PATH names first; the oldest alone where <see cref="GoVariable"/> asks for that.</summary>
    public static ImmutableArray<string> Go()
    {
        IEnumerable<string> releases = Rows.Select(static r => r.Command)
            .Where(static c => c.StartsWith(GoReleases, StringComparison.Ordinal) && File.Exists(c))
            .OrderBy(static c => int.Parse(c[GoReleases.Length..].Split('/')[0], CultureInfo.InvariantCulture));
        return Environment.GetEnvironmentVariable(GoVariable) switch
        {
            null or "" => [.. Nonempty(InPath("go")), .. releases],
            "oldest" => [.. releases.Concat(Nonempty(InPath("go"))).Take(1)],
            string other => throw new InvalidOperationException($"{GoVariable} is oldest or nothing, not `{other}`"),
        };
    }

    private static ToolTable Parse(string line)
        => line.Split('\t') is [string command, string package, string from, string atLeast, string what, string neededBy]
            ? new ToolTable(command, package, from, atLeast, what, neededBy)
            : throw new InvalidOperationException($"scripts/tools.tsv: six columns, not `{line}`");

    private static IEnumerable<string> Nonempty(string? path) => path is null ? [] : [path];

    private static string? InPath(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(f => (string[])[Path.Combine(f, program), Path.Combine(f, program + ".exe")])
            .FirstOrDefault(IsProgram);

    private static bool IsProgram(string path)
        => File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None);
}
