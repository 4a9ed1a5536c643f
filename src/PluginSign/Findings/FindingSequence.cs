namespace PluginSign.Findings;

/// <summary>What many findings come to together, and in which order they are told. Both are said here alone.</summary>
public static class FindingSequence
{
    /// <summary>The worst verdict that one of them makes; <paramref name="none"/> when there are none.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="none">The verdict of nothing found: a step that must find something passes <see cref="Verdict.Refused"/>.</param>
    public static Verdict Worst(this IEnumerable<Finding> findings, Verdict none)
        => findings.Select(static f => f.Verdict).DefaultIfEmpty(none).Min();

    /// <summary>Errors, warnings, notes; among equals those of revocation last, for they are only about what could still be known. The order is stable.</summary>
    public static IOrderedEnumerable<Finding> InOrder(this IEnumerable<Finding> findings)
        => findings.OrderBy(static f => f.Severity).ThenBy(static f => f.Check == Check.Revocation);
}
