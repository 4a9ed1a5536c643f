namespace PluginSign.Findings;

/// <summary>One thing that a check saw: a stable code, a sentence, what was expected, what was there, and what to do about it.</summary>
/// <remarks>Immutable. Texts are plain words for an operator and may quote hostile input: whoever prints them escapes control characters.</remarks>
public sealed record Finding
{
    private Finding(FindingCode code, Severity severity, string message, string? expected, string? actual, string? hint)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        Code = code;
        Severity = severity;
        Message = message;
        Expected = expected;
        Actual = actual;
        Hint = hint;
    }

    /// <summary>The stable, documented code.</summary>
    public FindingCode Code { get; }

    /// <summary>How much it weighs.</summary>
    public Severity Severity { get; }

    /// <summary>The sentence: what is wrong, in plain words, without a full stop.</summary>
    public string Message { get; }

    /// <summary>What the check wanted to see; null when there is nothing to compare.</summary>
    public string? Expected { get; }

    /// <summary>What was there instead; null when there is nothing to compare.</summary>
    public string? Actual { get; }

    /// <summary>What to do about it; null when there is nothing to do.</summary>
    public string? Hint { get; }

    /// <summary>The check that this finding belongs to; it follows from the code.</summary>
    public Check Check => Code.Check();

    /// <summary>What this finding alone would make of the verdict: warnings and notes leave it at <see cref="Verdict.Trusted"/>.</summary>
    public Verdict Verdict => (Severity, Code.IsIndeterminate()) switch
    {
        (Severity.Warning or Severity.Note, _) => Verdict.Trusted,
        (_, true) => Verdict.Indeterminate,
        _ => Verdict.Refused,
    };

    /// <summary>A finding that refuses (or, for an environment code, makes the answer indeterminate).</summary>
    public static Finding Error(FindingCode code, string message, string? expected = null, string? actual = null, string? hint = null)
        => new(code, Severity.Error, message, expected, actual, hint);

    /// <summary>A finding that leaves the answer as it is but wants somebody to act.</summary>
    public static Finding Warning(FindingCode code, string message, string? expected = null, string? actual = null, string? hint = null)
        => new(code, Severity.Warning, message, expected, actual, hint);

    /// <summary>A finding that only informs.</summary>
    public static Finding Note(FindingCode code, string message, string? expected = null, string? actual = null, string? hint = null)
        => new(code, Severity.Note, message, expected, actual, hint);
}
