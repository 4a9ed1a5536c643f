using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Cli.Reports;

/// <summary>One file of a report.</summary>
internal sealed record ResultEntry
{
    public required string Path { get; init; }

    public string? CanonicalPath { get; init; }

    public long? Size { get; init; }

    public string? Sha256 { get; init; }

    public required string Verdict { get; init; }

    public required IReadOnlyList<SignerEntry> Signers { get; init; }

    public required IReadOnlyList<CheckEntry> Checks { get; init; }

    public required IReadOnlyList<FindingEntry> Findings { get; init; }

    public static ResultEntry Of(VerificationReport report) => new()
    {
        Path = report.Path,
        CanonicalPath = report.CanonicalPath,
        Size = report.Size,
        Sha256 = report.Sha256,
        Verdict = Words.Field(report.Verdict),
        Signers = [.. report.Signers.Select(SignerEntry.Of)],
        Checks = [.. report.Checks.Select(static c => new CheckEntry(Words.Of(c.Check), Words.Field(c.Result)))],
        Findings = [.. report.Findings.Select(FindingEntry.Of)],
    };

    public static ResultEntry NotEvaluated(string path, UnavailableException mishap) => new()
    {
        Path = path,
        Verdict = Words.Field(mishap.Verdict),
        Signers = [],
        Checks = [.. ((Check[])[Check.Path, Check.Signature, Check.Chain, Check.Revocation, Check.Timestamp, Check.Binary, Check.Symbols, Check.Policy]).Select(static c => new CheckEntry(Words.Of(c), Words.Field(CheckResult.NotEvaluated)))],
        Findings = [FindingEntry.Of(mishap)],
    };
}

/// <summary>One check of a report.</summary>
internal sealed record CheckEntry(string Check, string Result);
