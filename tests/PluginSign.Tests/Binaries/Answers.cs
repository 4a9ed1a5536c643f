using PluginSign.Binaries;
using PluginSign.Findings;

namespace PluginSign.Tests.Binaries;

/// <summary>Short ways to ask an answer.</summary>
internal static class Answers
{
    public static BinaryFacts Facts(this Answer<BinaryFacts> answer)
        => answer.TryGetValue(out BinaryFacts? facts)
            ? facts
            : throw new InvalidOperationException(string.Join("; ", answer.Findings.Select(static f => $"{f.Code.Id()} {f.Message}, expected {f.Expected}, found {f.Actual}")));

    public static FindingCode RefusedWith(this Answer<BinaryFacts> answer)
        => answer.TryGetValue(out BinaryFacts? _) ? FindingCode.None : answer.Findings.Last(static f => f.Severity == Severity.Error).Code;

    public static string[] Names(this BinaryFacts facts) => [.. facts.Exports.Select(static e => e.Name)];
}
