using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PluginSign.Findings;

/// <summary>The answer of one step: a value when no finding is an error, and the findings either way.</summary>
/// <typeparam name="T">What the step makes.</typeparam>
/// <remarks><c>default</c> has no value: a step that did not run has not passed.</remarks>
[SuppressMessage("Performance", "CA1815:Override equals and operator equals on value types", Justification = "an answer is read, not compared")]
public readonly struct Checked<T>
    where T : class
{
    private readonly T? _value;
    private readonly ImmutableArray<Finding> _findings;

    internal Checked(T? value, ImmutableArray<Finding> findings)
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
