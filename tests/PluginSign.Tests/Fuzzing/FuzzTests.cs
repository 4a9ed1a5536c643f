using PluginSign.Binaries;
using PluginSign.Findings;
using PluginSign.Fuzz;
using PluginSign.Tests.Tools;

namespace PluginSign.Tests.Fuzzing;

/// <summary>A short run of every fuzz target, always the same one; <c>scripts/fuzz.sh</c> does the long ones.</summary>
public sealed class FuzzTests
{
    private const int Inputs = 1_500;

    // The target that needs Go says so: scripts/test.sh runs it again with the oldest Go alone.
    public static IEnumerable<TheoryDataRow<string>> Targets
        => FuzzTarget.All.Select(static t => t.Name is "go" ? new TheoryDataRow<string>(t.Name).WithTrait("needs", "go") : new TheoryDataRow<string>(t.Name));

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_changed_input_is_more_than_refused(string name)
    {
        FuzzTarget target = FuzzTarget.All.First(t => string.Equals(t.Name, name, StringComparison.Ordinal));
        FuzzRun run = new(target, seed: 1);
        string? fault = run.Run(TimeSpan.FromSeconds(20), Inputs);
        Assert.True(fault is null, fault);
        Assert.SkipWhen(run.Inputs == 0, $"no seeds for {name} on this machine: {ToolTable.Of("go").Missing}");
        Assert.True(run.Answers > 3, "the changes change nothing");
    }

    [Fact]
    public void The_evidence_to_begin_with_is_good_and_is_judged()
    {
        Assert.Contains(Findings("crl"), static f => f.Code == FindingCode.CertificateRevoked);
        Assert.Contains(Findings("ocsp"), static f => f.Code == FindingCode.CertificateRevoked);
        Assert.Empty(Findings("evidence"));

        // The token: it is neither an answer nor a request, and nothing else is said of it.
        FuzzTarget timestamp = FuzzTarget.All.First(static t => t.Name is "timestamp");
        Assert.Equal([FindingCode.TimestampResponseMalformed, FindingCode.TimestampMalformed], timestamp.Read(timestamp.Seeds()[0]).Select(static f => f.Code));

        static IEnumerable<Finding> Findings(string name)
        {
            FuzzTarget target = FuzzTarget.All.First(t => string.Equals(t.Name, name, StringComparison.Ordinal));
            return target.Seeds().SelectMany(s => target.Read(s));
        }
    }

    [Fact]
    public void The_honest_twins_of_the_command_and_of_the_sets_are_trusted()
    {
        Assert.StartsWith("exit 0 +trusted", Answer("denylist", [4, (byte)'\n'])[^1].Message, StringComparison.Ordinal);
        Assert.StartsWith("exit 1 ++refused", Answer("denylist", [4, (byte)'\n', 1, (byte)'\n'])[^1].Message, StringComparison.Ordinal);
        Assert.StartsWith("exit 0 trusted", Answer("arguments", FuzzTarget.All.First(static t => t.Name is "arguments").Seeds()[0])[^1].Message, StringComparison.Ordinal);
        FindingCode[] known = [.. Answer("revocation", []).Select(static f => f.Code)];
        Assert.Contains(FindingCode.CertificateRevoked, known); // by the host's CRL
        Assert.Contains(FindingCode.RevocationGood, known); // by the host's CRL that lists nobody

        static Finding[] Answer(string name, byte[] input) => [.. FuzzTarget.All.First(t => string.Equals(t.Name, name, StringComparison.Ordinal)).Read(input)];
    }

    [Fact]
    public void What_was_found_once_is_refused_by_every_reader()
    {
        string[] corpus = Directory.GetFiles(Path.Combine(Repository.Root, "tests", "PluginSign.Fuzz", "corpus"), "*.bin");
        Assert.NotEmpty(corpus);
        foreach (string path in corpus)
        {
            byte[] input = File.ReadAllBytes(path);
            Assert.All(FuzzTarget.All, t => Assert.Null(new FuzzRun(t, seed: 1).Try(input)));
            Assert.Contains(BinaryInspector.Inspect(input).Findings, static f => f.Severity == Severity.Error);
        }
    }

    [Fact]
    public void A_reader_that_throws_or_eats_memory_is_found()
    {
        FuzzTarget throws = new("throws", static b => b.Length > 3 && b[3] == 1 ? throw new InvalidOperationException("found") : [], static () => [[0, 0, 0, 0, 0, 0, 0, 0]]);
        Assert.Contains("found", new FuzzRun(throws, seed: 1).Run(TimeSpan.FromSeconds(20), 1_000_000), StringComparison.Ordinal);
        FuzzTarget eats = new("eats", static b => new byte[100_000_000].Length > b.Length ? [] : throw new InvalidOperationException(), static () => [[0]]);
        Assert.Contains("allocated", new FuzzRun(eats, seed: 1).Run(TimeSpan.FromSeconds(20), 1), StringComparison.Ordinal);
    }
}
