using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Verification.Reports;

namespace PluginSign.Cli.Commands.Sign;

/// <summary>The document of <c>sign</c>.</summary>
internal sealed record SignDocument(string Schema, IReadOnlyList<SignEntry> Results)
{
    public static SignDocument Of(IEnumerable<SignOutcome> outcomes) => new("pluginsign.sign/1", [.. outcomes.Select(SignEntry.Of)]);
}

/// <summary>One file that was to be signed. Without a signature, the field is absent and the findings say why.</summary>
internal sealed record SignEntry
{
    public required string Path { get; init; }

    /// <summary><c>signed</c>, <c>refused</c> or <c>indeterminate</c>.</summary>
    public required string Result { get; init; }

    public string? Signature { get; init; }

    public long? Size { get; init; }

    public string? Sha256 { get; init; }

    public ReportSigner? Signer { get; init; }

    /// <summary>Both signers of a hybrid signature, <see cref="Signer"/> first; else absent.</summary>
    public IReadOnlyList<ReportSigner>? Signers { get; init; }

    public required IReadOnlyList<ReportFinding> Findings { get; init; }

    public static SignEntry Of(SignOutcome outcome)
    {
        SignedContentFacts? signed = outcome.Verdict == Verdict.Trusted ? outcome.Signed : null;
        return new SignEntry
        {
            Path = outcome.Path,
            Result = signed is null ? Words.Field(outcome.Verdict) : "signed",
            Signature = signed is null ? null : outcome.Signature,
            Size = signed?.Size,
            Sha256 = signed?.Sha256,
            Signer = signed is null ? null : Entry.Of(signed.Signers[0], signed.SigningTime, signed.Timestamp),
            Signers = signed is { Signers.Length: > 1 } ? [.. signed.Signers.Select(s => Entry.Of(s, signed.SigningTime, signed.Timestamp))] : null,
            Findings = [.. outcome.Findings.Select(Entry.Of)],
        };
    }
}
