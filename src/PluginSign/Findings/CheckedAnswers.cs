using System.Collections.Immutable;

namespace PluginSign.Findings;

/// <summary>Makes <see cref="Checked{T}"/> answers.</summary>
internal static class CheckedAnswers
{
    public static Checked<T> Passed<T>(T value, params ImmutableArray<Finding> findings)
        where T : class
        => new(value, findings);

    public static Checked<T> Refused<T>(params ImmutableArray<Finding> findings)
        where T : class
    {
        if (!findings.Any(static f => f.Severity == Severity.Error))
        {
            throw new ArgumentException("a refusal needs a reason", nameof(findings));
        }

        return new(null, findings);
    }
}
