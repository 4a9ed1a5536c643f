using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PluginSign.Findings;

/// <summary>The answer of one step: a value when no finding is an error, and the findings either way. That there is a value says that the step came to one, and nothing about trust.</summary>
/// <typeparam name="T">What the step makes.</typeparam>
/// <remarks><c>default</c> has no value: a step that did not run has not passed.</remarks>
[SuppressMessage("Performance", "CA1815:Override equals and operator equals on value types", Justification = "an answer is read, not compared")]
public readonly struct Answer<T>
    where T : class
{
    private readonly T? _value;
    private readonly ImmutableArray<Finding> _findings;

    internal Answer(T? value, ImmutableArray<Finding> findings)
    {
        // An error beside a value would be a yes and a no at once.
        _value = findings.Any(static f => f.Severity == Severity.Error) ? null : value;
        _findings = findings;
    }

    /// <summary>Everything that the step saw; empty, never null.</summary>
    public ImmutableArray<Finding> Findings => _findings.IsDefault ? [] : _findings;

    /// <summary>Whether the step has a value.</summary>
    public bool Passed => _value is not null;

    /// <summary>Hands out the value when the step has passed.</summary>
    public bool TryGetValue([NotNullWhen(true)] out T? value)
    {
        value = _value;
        return value is not null;
    }
}

/// <summary>Makes <see cref="Answer{T}"/> answers, also for libraries that add steps: an error beside a value still leaves no value.</summary>
public static class Answers
{
    /// <summary>The step has its value, unless one of the findings is an error.</summary>
    public static Answer<T> Passed<T>(T value, params ImmutableArray<Finding> findings)
        where T : class
        => new(value, findings);

    /// <summary>The step has no value, and says why.</summary>
    /// <exception cref="ArgumentException">None of the findings is an error.</exception>
    public static Answer<T> Refused<T>(params ImmutableArray<Finding> findings)
        where T : class
    {
        if (!findings.Any(static f => f.Severity == Severity.Error))
        {
            throw new ArgumentException("a refusal needs a reason", nameof(findings));
        }

        return new(null, findings);
    }
}
