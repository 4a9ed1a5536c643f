using System.Text.Json;
using PluginSign.Findings;
using PluginSign.Tests.Loading;
using PluginSign.Verification;
using PluginSign.Verification.Reports;

namespace PluginSign.Tests.Verification;

/// <summary>A report over several files is one document, written a file at a time.</summary>
public sealed class ReportWriterTests : IDisposable
{
    private readonly LoadingWorld _world = new();
    private readonly string _plugin;

    public ReportWriterTests()
    {
        _plugin = _world.PathOf("plugin.so");
        File.WriteAllBytes(_plugin, [1, 2, 3]);
        _world.Sign(_plugin);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_document_has_the_fields_of_the_contract()
    {
        VerificationReport report = _world.Verifier.Verify(_plugin, TestPki.ValidationTime);
        JsonElement document = Written(Verdict.Trusted, ReportResult.Of(report));
        Assert.Equal(
            ("pluginsign.report/1", "trusted", UtcText.Of(report.ValidationTime)),
            (Text(document, "schema"), Text(document, "verdict"), Text(document, "validationTime")));
        JsonElement result = Assert.Single(document.GetProperty("results").EnumerateArray());
        Assert.Equal((report.Path, report.Sha256, "trusted"), (Text(result, "path"), Text(result, "sha256"), Text(result, "verdict")));
        Assert.Equal(report.Size, result.GetProperty("size").GetInt64());
        JsonElement signer = Assert.Single(result.GetProperty("signers").EnumerateArray());
        Assert.Equal((report.Signers[0].Certificate!.Fingerprint, "trusted"), (Text(signer, "fingerprint"), Text(signer, "verdict")));
        Assert.False(signer.TryGetProperty("timestamp", out _), "a field that does not apply is absent");
        Assert.Equal(
            report.Checks.Select(static c => (ReportWords.Of(c.Check), ReportWords.Of(c.Result))),
            result.GetProperty("checks").EnumerateArray().Select(static c => (Text(c, "check")!, Text(c, "result")!)));
        Assert.Equal(report.Findings.Select(static f => f.Code.Id()), result.GetProperty("findings").EnumerateArray().Select(static f => Text(f, "code")), StringComparer.Ordinal);
    }

    [Fact]
    public void The_hint_is_in_the_words_of_whoever_writes()
    {
        File.WriteAllBytes(_plugin, [1, 2, 4]);
        VerificationReport report = _world.Verifier.Verify(_plugin, TestPki.ValidationTime);
        Assert.Contains(report.Findings, static f => f is { Code: FindingCode.ContentChanged, Hint: not null });
        JsonElement plain = Written(Verdict.Refused, ReportResult.Of(report));
        JsonElement own = Written(Verdict.Refused, ReportResult.Of(report, static f => $"for {f.Code.Id()}"));
        Assert.Equal(FindingDescriptor.Of(FindingCode.ContentChanged).Hint, Hint(plain));
        Assert.Equal("for PS2003", Hint(own));
    }

    [Fact]
    public void What_was_written_is_there_before_the_next_file_and_held_by_nobody()
    {
        using StringWriter output = new();
        using JsonReportWriter writer = new(output);
        writer.Begin(DateTimeOffset.UnixEpoch);
        long before = output.GetStringBuilder().Length;
        for (int i = 0; i < 3; i++)
        {
            writer.Write(Lost($"{i}.so"));
            Assert.True(output.GetStringBuilder().Length > before + 100, "written when it is known");
            before = output.GetStringBuilder().Length;
            output.GetStringBuilder().Clear(); // nobody misses it
            before = 0;
        }

        writer.Finish(Verdict.Indeterminate);
        Assert.EndsWith("}\n", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_name_stays_text()
    {
        using StringWriter output = new();
        using JsonReportWriter writer = new(output);
        writer.Begin(DateTimeOffset.UnixEpoch);
        writer.Write(Lost("\u001b[2J\"},\u202e\n.so"));
        writer.Finish(Verdict.Indeterminate);
        string text = output.ToString();
        Assert.All(text, static c => Assert.True(c is '\n' or (>= ' ' and < '\u007f'), $"U+{(int)c:X4}"));
        using JsonDocument document = JsonDocument.Parse(text);
        Assert.Equal("\u001b[2J\"},\u202e\n.so", Text(document.RootElement.GetProperty("results")[0], "path"));
    }

    [Fact]
    public void What_is_not_evaluated_is_never_trusted_and_has_the_verdict_of_whoever_could_not()
    {
        // A code that refuses elsewhere: here it only says why nobody could evaluate the file, and the exit code is 3.
        ReportFinding reason = ReportFinding.Of(Finding.Error(FindingCode.RevocationNotFetched, "not fetched"), null);
        Assert.Throws<ArgumentException>(() => ReportResult.NotEvaluated("a.so", Verdict.Trusted, reason));
        Assert.Equal("indeterminate", ReportResult.NotEvaluated("a.so", Verdict.Indeterminate, reason).Verdict);
        Assert.Equal("refused", ReportResult.NotEvaluated("a.so", Verdict.Refused, reason).Verdict);
        ReportResult lost = Lost("a.so");
        Assert.Equal("indeterminate", lost.Verdict);
        Assert.All(lost.Checks, static c => Assert.Equal("notEvaluated", c.Result));
        Assert.Null(lost.Source);
    }

    private static ReportResult Lost(string path)
        => ReportResult.NotEvaluated(path, Verdict.Indeterminate, ReportFinding.Of(Finding.Error(FindingCode.FileMissing, "the CA's certificate is missing"), "name it"));

    private static JsonElement Written(Verdict verdict, params ReportResult[] results)
    {
        using StringWriter output = new();
        using JsonReportWriter writer = new(output);
        writer.Begin(TestPki.ValidationTime);
        foreach (ReportResult result in results)
        {
            writer.Write(result);
        }

        writer.Finish(verdict);
        using JsonDocument document = JsonDocument.Parse(output.ToString());
        return document.RootElement.Clone();
    }

    private static string? Hint(JsonElement document)
        => Text(document.GetProperty("results")[0].GetProperty("findings").EnumerateArray().First(static f => string.Equals(Text(f, "code"), "PS2003", StringComparison.Ordinal)), "hint");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
