using System.Collections.Immutable;

namespace PluginSign.Findings;

/// <summary>Makes <see cref="Checked{T}"/> answers, also for libraries that add steps: an error beside a value still leaves no value.</summary>
public static class CheckedAnswers
{
    /// <summary>The step has its value, unless one of the findings is an error.</summary>
    public static Checked<T> Passed<T>(T value, params ImmutableArray<Finding> findings)
        where T : class
        => new(value, findings);

    /// <summary>The step has no value, and says why.</summary>
    /// <exception cref="ArgumentException">None of the findings is an error.</exception>
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
