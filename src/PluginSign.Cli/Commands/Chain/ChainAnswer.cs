using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Chain;

/// <summary>What the library said of one certificate.</summary>
/// <param name="Path">End entity first: the validated path, or as far as the closest attempt came.</param>
/// <param name="Findings">The path's and the policy's.</param>
/// <param name="IsValid">Whether there is a validated path.</param>
/// <param name="At">The validation time.</param>
/// <param name="ReachesAnchor">Whether the last certificate is a trust anchor.</param>
internal sealed record ChainAnswer(ImmutableArray<Certificate> Path, ImmutableArray<Finding> Findings, bool IsValid, DateTimeOffset At, bool ReachesAnchor)
{
    /// <summary>Adds up what each finding says for itself; without a path it is never a yes.</summary>
    public Verdict Verdict => IsValid || Findings.Any(static f => f.Severity == Severity.Error)
        ? Findings.Worst(Verdict.Trusted)
        : Verdict.Refused;

    /// <summary>What a certificate is in the path, for a person and for a document.</summary>
    public string Role(int index) => index switch
    {
        _ when ReachesAnchor && index == Path.Length - 1 => "trust anchor",
        0 => "end entity",
        _ => "intermediate",
    };

    /// <summary>Whole days from the validation time to the end of validity; negative when it has ended.</summary>
    public int DaysLeft(int index) => (int)Math.Floor((Path[index].NotAfter - At).TotalDays);
}
