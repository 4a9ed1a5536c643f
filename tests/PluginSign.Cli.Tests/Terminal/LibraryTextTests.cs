using System.CommandLine;
using System.Text.RegularExpressions;
using PluginSign.Findings;
using PluginSign.Tests;

namespace PluginSign.Cli.Tests.Terminal;

/// <summary>The library's text names no option of this command: a host with other ones could not say it. The command words the remedies.</summary>
public sealed partial class LibraryTextTests
{
    [Fact]
    public void The_library_names_no_option_and_no_command()
    {
        HashSet<string> options = new(Options(CommandLine.Tree(Nothing())).Where(static o => o.StartsWith("--", StringComparison.Ordinal)), StringComparer.Ordinal);
        Assert.Contains("--intermediates", options);
        string[] wrong = [.. Sources().SelectMany(s => s.Lines
            .Where(static l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(static l => TextLiteral().Matches(l))
            .Select(static m => m.Value)
            .Where(t => Named().Matches(t).Any(m => options.Contains(m.Value)) || t.Contains("pluginsign ", StringComparison.Ordinal))
            .Select(t => $"{s.Path}: {t}"))];
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_remedy_is_worded_with_something_that_there_is()
    {
        HashSet<string> known = new(Options(CommandLine.Tree(Nothing())), StringComparer.Ordinal);
        foreach (Remedy remedy in Enum.GetValues<Remedy>().Where(static r => r != Remedy.None))
        {
            string words = Cli.Terminal.RemedyWords.Of(Finding.Error(FindingCode.ContentChanged, "a finding", hint: "do this").Offering(remedy, new FindingValues { Owner = "mallory" }))!;
            Assert.True(Named().Matches(words).Any(m => known.Contains(m.Value)) || Subcommand().IsMatch(words), $"{remedy}: {words}");
            Assert.All(Named().Matches(words), m => Assert.Contains(m.Value, known));
        }
    }

    private static IEnumerable<(string Path, string[] Lines)> Sources() => new[] { "src/PluginSign", "src/PluginSign.Pkcs11" }
        .SelectMany(static f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*.cs", SearchOption.AllDirectories))
        .Select(static f => f.Replace('\\', '/'))
        .Where(static f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
        .Select(static f => (f, File.ReadAllLines(f)));

    private static IEnumerable<string> Options(Command command)
        => command.Options.SelectMany(static o => o.Aliases.Append(o.Name)).Concat(command.Subcommands.SelectMany(Options));

    private static Surroundings Nothing() => new() { Output = TextWriter.Null, Error = TextWriter.Null, Clock = TimeProvider.System, Variable = static _ => null };

    [GeneratedRegex(@"""(\\.|[^""\\])*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TextLiteral();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z0-9-]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"pluginsign (resolve|sign|timestamp|evidence pack|inspect|go-check)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subcommand();
}
