using System.Globalization;
using System.Text.RegularExpressions;
using PluginSign.Tests.Examples;

namespace PluginSign.Cli.Tests.Scripts;

/// <summary>The sessions that the documents show are run: commands, exit codes and what is printed, but for times, digests and what a page leaves out.</summary>
/// <remarks>It changes the current directory, so no other class runs at the same time.</remarks>
[Collection(nameof(DocumentOutputTests))]
[CollectionDefinition(nameof(DocumentOutputTests), DisableParallelization = true)]
public sealed partial class DocumentOutputTests
{
    private const string DevCa = "$ pluginsign ca new --out dev-ca";
    private const string Sign = "$ pluginsign sign greeter.so --key dev-ca/signer.key.pem --certificate dev-ca/signer.pem";

    // A page, and for each of its sessions what must be there before (lines of a script: see ScriptFiles); null for one that cannot be run here.
    private static readonly Dictionary<string, string[]?[]> Sessions = new(StringComparer.Ordinal)
    {
        ["README.md"] = [["bytes greeter.so 1048576"], ["flip greeter.so"]],
        ["docs/exit-codes.md"] = [[]],
        ["docs/go-host.md"] =
        [
            ["bytes greeter.so 1048576", "$ pluginsign ca new --out ca", "$ pluginsign sign greeter.so --key ca/signer.key.pem --certificate ca/signer.pem"],
            null, // needs Go: GoPluginPredictorTests
        ],
        ["docs/host-ca.md"] = [["$ pluginsign ca new --out ca", "copy ca/signer.pem signer.pem", "copy ca/root.pem host-ca.pem"], null], // names of another CA: chain.txt
        ["docs/keys.md"] = [null, ["bytes greeter.so 1000", DevCa, "copy dev-ca/signer.pem signer.pem"]], // needs a token: the tests of Pkcs11
        ["docs/offline.md"] = [["bytes greeter.so 1000", DevCa, Sign]],
        ["docs/post-quantum.md"] = [["bytes greeter.so 5000"], []],
        ["docs/revocation.md"] =
        [
            ["clock 2026-11-20T09:12:44Z", "bytes greeter.so 1000", "$ pluginsign ca new --out ca", "$ pluginsign sign greeter.so --key ca/signer.key.pem --certificate ca/signer.pem", "crl host.crl ca/intermediate ca/signer.pem"],
            null, // need an authority that answers: OnlineTests
            null,
        ],
        ["docs/rollover.md"] =
        [
            ["$ pluginsign ca new --out old", "$ pluginsign ca new --out new", "bytes greeter.so 1000", "bytes second.so 2000", "$ pluginsign sign greeter.so --key old/signer.key.pem --certificate old/signer.pem"],
            [],
            ["clock 2027-07-01T00:00:00Z"],
        ],
        ["docs/binaries.md"] = [null, null], // need a compiler: the tests of Binaries
        ["docs/paths.md"] = [null], // shows a machine's own directories: resolve.txt
        ["docs/time.md"] = [null, null], // need openssl: OpenSslTimestampTests, timestamp-air-gap.txt
    };

    public static TheoryData<string> Pages => [.. Sessions.Keys];

    [Fact]
    public void Every_session_is_run_or_says_why_not()
        => Assert.All(Document.All, static d => Assert.Equal((d.Path, Sessions.GetValueOrDefault(d.Path, []).Length), (d.Path, Shown(d).Length)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_shows_is_what_is_printed(string page)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the pages show what is printed on Linux");
        string before = Directory.GetCurrentDirectory();
        DirectoryInfo directory = Directory.CreateTempSubdirectory("pluginsign-document-");
        try
        {
            Directory.SetCurrentDirectory(directory.FullName);
            FixedClock clock = new();
            foreach ((string[]? preparation, string session) in Sessions[page].Zip(Shown(Document.Of(page))))
            {
                foreach (string line in preparation ?? [])
                {
                    Prepare(line, clock);
                }

                if (preparation is not null)
                {
                    Play(session, clock);
                }
            }
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("trusted  a\n  signed by   [...]  (2020-01-01T00:00:00Z)\n  ...", "trusted  a\n  signed by  x  (2026-11-24T06:08:04Z)\n  note\n", true)]
    [InlineData("trusted  a\n  note", "trusted  a\n  note\n  warning\n", false)]
    [InlineData("refused  a\n  ...", "trusted  a\n", false)]
    public void What_is_not_shown_is_told_from_what_is(string shown, string printed, bool matches) => Assert.Equal(matches, Pattern(shown.Split('\n')).IsMatch(printed));

    private static string[] Shown(Document document) => [.. document.Blocks.Where(static b => b.Language.Length == 0 && b.Code.StartsWith("$ ", StringComparison.Ordinal)).Select(static b => b.Code.TrimEnd())];

    private static void Prepare(string line, FixedClock clock)
    {
        string[] words = line.Split(' ');
        switch (words[0])
        {
            case "$":
                Assert.Equal(0, Run(words[2..], clock).Code);
                break;
            case "clock":
                clock.Now = DateTimeOffset.Parse(words[1], CultureInfo.InvariantCulture);
                break;
            default:
                ScriptFiles.Do(words[0], words[1..], line);
                break;
        }
    }

    // Below a command stands what it prints, or nothing where the page does not show it; `$ echo $?` tells the exit code of the command before.
    private static void Play(string session, FixedClock clock)
    {
        (int code, int played) = (0, 0);
        foreach (string part in Prompt().Split(session).Skip(1))
        {
            string[] lines = part.TrimEnd('\n').Split('\n');
            string[] words = [.. Word().Matches(lines[0]).Select(static m => m.Value.Replace("'", string.Empty, StringComparison.Ordinal))];
            if (words is ["echo", "$?"])
            {
                Assert.Equal(lines[1], code.ToString(CultureInfo.InvariantCulture));
            }

            if (words[0] is not "pluginsign")
            {
                continue;
            }

            (code, string printed) = Run([.. words[1..].Select(static w => Elided().Replace(w, static _ => ScriptFiles.Fingerprint("old/root.pem")))], clock);
            int expected = lines.Length < 2 ? 0 : lines[1].Split("  ")[0] switch { "refused" => 1, "could not be evaluated" => 3, _ => 0 };
            Assert.True(code == expected, $"exit {code}: {lines[0]}\n{printed}");
            Assert.True(lines.Length < 2 || Pattern(lines[1..]).IsMatch(printed), $"{lines[0]}\nprints\n{printed}");
            played++;
        }

        Assert.True(played > 0, "a session that runs nothing shows nothing");
    }

    private static (int Code, string Printed) Run(string[] words, FixedClock clock)
    {
        using StringWriter both = new();
        int code = (int)CommandLine.Run(words, new Surroundings { Output = both, Error = both, Clock = clock, Variable = static _ => null });
        return (code, both.ToString());
    }

    private static Regex Pattern(string[] lines)
    {
        string pattern = string.Concat(lines.Select(static l => l.Trim() is "..." ? "(?:[^\n]*\n)*" : LeftOut().Replace(Regex.Escape(l.Trim()), static m => m.Groups["space"].Success ? " +" : "[^\n]*").Insert(0, " *") + " *\n"));
        return new Regex($@"\A{pattern}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    }

    // In an escaped line: an ellipsis, a time or a date of this run, a digest or the beginning of one; and columns, which are as wide as what is in them.
    [GeneratedRegex(@"\\\[\\\.\\\.\\\.]|\\\.\\\.\\\.|\d{4}-\d\d-\d\d(T[\d:]{8}Z)?|(?<=sha256\\ )[0-9a-f]{16,64}|(?<space>(\\ ){2,})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeftOut();

    [GeneratedRegex(@"^\$ ", RegexOptions.Multiline, 1000)]
    private static partial Regex Prompt();

    [GeneratedRegex(@"([^\s']|'[^']*')+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[0-9a-f]+\.\.\.[0-9a-f]+(?==)", RegexOptions.None, 1000)]
    private static partial Regex Elided();
}
