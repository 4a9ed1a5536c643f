using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Cli.Output;

/// <summary>What the library said of one certificate.</summary>
/// <param name="Path">End entity first: the validated path, or as far as the closest attempt came.</param>
/// <param name="Findings">The path's and the policy's.</param>
/// <param name="IsValid">Whether there is a validated path.</param>
internal sealed record ChainAnswer(ImmutableArray<Certificate> Path, ImmutableArray<Finding> Findings, bool IsValid)
{
    /// <summary>Adds up what each finding says for itself; without a path it is never a yes.</summary>
    public Verdict Verdict => IsValid || Findings.Any(static f => f.Severity == Severity.Error)
        ? Findings.Select(static f => f.Verdict).DefaultIfEmpty(Verdict.Trusted).Min()
        : Verdict.Refused;
}
