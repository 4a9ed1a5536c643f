using System.Text.RegularExpressions;

namespace PluginSign.Tests.Architecture;

/// <summary>Where a file lies: no folder is too full to be taken in at a glance, and everything of one command lies in a slice of its own that knows no other.</summary>
public sealed partial class FolderTests
{
    private const int FilesMost = 25;
    private const string Command = "src/PluginSign.Cli";

    // A slice, and another that it may name: none does.
    private static readonly string[] Known = [];

    // What names slices without being one: what starts them, and what turns their documents into JSON.
    private static readonly string[] Above = ["CommandLine.cs", "GivenWords.cs", "Reports/DocumentJson.cs", "Reports/DocumentWriting.cs", "Reports/JsonReport.cs"];

    [Fact]
    public void No_folder_holds_more_files_than_a_reader_takes_in()
        => Assert.Empty(Sources("src")
            .CountBy(static s => Path.GetDirectoryName(s)!.Replace('\\', '/'), StringComparer.Ordinal)
            .Where(static f => f.Value > FilesMost)
            .Select(static f => $"{f.Key}: {f.Value}"));

    [Fact]
    public void A_slice_of_the_command_names_no_other()
    {
        string[] slices = Slices();
        Assert.True(slices.Length > 5, "the test looks at nothing");
        Assert.Equal(Known, Named(slices)
            .Where(static n => n.Slice.Length > 0 && !string.Equals(n.Slice, n.Names, StringComparison.Ordinal))
            .Select(static n => $"{n.Slice} names {n.Names}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void What_slices_share_names_none_of_them()
        => Assert.Equal(Above, Named(Slices()).Where(static n => n.Slice.Length == 0).Select(static n => n.File).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    [Fact]
    public void The_namespaces_of_the_command_are_its_folders()
        => Assert.All(Sources(Command), static s => Assert.Contains(
            $"namespace {Path.GetDirectoryName(s)!["src/".Length..].Replace('\\', '/').Replace('/', '.')};", Read(s), StringComparison.Ordinal));

    private static string[] Slices() => [.. Directory.GetDirectories(Path.Combine(Repository.Root, Command, "Commands")).Select(static d => new DirectoryInfo(d).Name)];

    // Every slice that a file names: PluginSign.Cli.Commands.Sign in full, Commands.Sign or Sign.SignOutcome by its end.
    private static IEnumerable<(string File, string Slice, string Names)> Named(string[] slices)
    {
        foreach (string source in Sources(Command))
        {
            string file = source[(Command.Length + 1)..];
            string slice = file.Split('/') is ["Commands", string own, _, ..] ? own : string.Empty;
            foreach (Match match in NameOfSlice().Matches(Read(source)))
            {
                if (slices.Contains(match.Groups["slice"].Value, StringComparer.Ordinal))
                {
                    yield return (file, slice, match.Groups["slice"].Value);
                }
            }
        }
    }

    private static IEnumerable<string> Sources(string folder) => ArchitectureTests.Sources(folder).Select(static s => Path.GetRelativePath(Repository.Root, s.Path).Replace('\\', '/'));

    private static string Read(string source) => File.ReadAllText(Path.Combine(Repository.Root, source));

    [GeneratedRegex(@"\bCommands\.(?<slice>\w+)|(?<![\w.""])(?<slice>[A-Z]\w+)\.[A-Z]\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameOfSlice();
}
