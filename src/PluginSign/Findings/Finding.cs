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
    public FindingCode Code { get; private init; }

    /// <summary>How much it weighs.</summary>
    public Severity Severity { get; private init; }

    /// <summary>The sentence: what is wrong, in plain words, without a full stop.</summary>
    public string Message { get; private init; }

    /// <summary>What the check wanted to see; null when there is nothing to compare.</summary>
    public string? Expected { get; }

    /// <summary>What was there instead; null when there is nothing to compare.</summary>
    public string? Actual { get; }

    /// <summary>What to do about it, in words that name no command and no option; null when there is nothing to do.</summary>
    public string? Hint { get; private init; }

    /// <summary>What a program around the library can offer, beside the words of <see cref="Hint"/>.</summary>
    public Remedy Remedy { get; private init; }

    /// <summary>What the sentence tells of, as values; null when there is nothing that a program could act on.</summary>
    public FindingValues? Values { get; private init; }

    /// <summary>The check that this finding belongs to; it follows from the code.</summary>
    public Check Check => Code.Descriptor().Check;

    /// <summary>What this finding alone would make of the verdict: warnings and notes leave it at <see cref="Verdict.Trusted"/>.</summary>
    public Verdict Verdict => Severity is Severity.Warning or Severity.Note
        ? Verdict.Trusted
        : Code.Descriptor().IsIndeterminate ? Verdict.Indeterminate : Verdict.Refused;

    /// <summary>A finding that refuses (or, for an environment code, makes the answer indeterminate). Without a hint of its own it has that of the code.</summary>
    public static Finding Error(FindingCode code, string message, string? expected = null, string? actual = null, string? hint = null)
    {
        Finding finding = new(code, Severity.Error, message, expected, actual, hint);
        return hint is null ? finding.Advised() : finding;
    }

    /// <summary>A finding that leaves the answer as it is but wants somebody to act.</summary>
    public static Finding Warning(FindingCode code, string message, string? expected = null, string? actual = null, string? hint = null)
        => new(code, Severity.Warning, message, expected, actual, hint);

    /// <summary>A finding that only informs.</summary>
    public static Finding Note(FindingCode code, string message, string? expected = null, string? actual = null, string? hint = null)
        => new(code, Severity.Note, message, expected, actual, hint);

    /// <summary>The same finding with what the code's descriptor says to do about it.</summary>
    public Finding Advised()
    {
        FindingDescriptor descriptor = Code.Descriptor();
        return this with { Hint = descriptor.Hint, Remedy = descriptor.Remedy };
    }

    /// <summary>The same finding with what a program around the library can offer.</summary>
    public Finding Offering(Remedy remedy, FindingValues? values = null) => this with { Remedy = remedy, Values = values ?? Values };

    /// <summary>The same finding with what its sentence tells of.</summary>
    public Finding Telling(FindingValues values) => this with { Values = values };

    /// <summary>The same finding, told of another code: what one check sees can be the reason of another.</summary>
    internal Finding As(FindingCode code, string message) => this with { Code = code, Message = message };

    /// <summary>The same finding with another sentence.</summary>
    internal Finding Saying(string message) => this with { Message = message };

    /// <summary>The same finding with another weight.</summary>
    public Finding Weighing(Severity severity) => this with { Severity = severity };

    /// <summary>The same finding, that does not refuse any more: an error becomes a warning.</summary>
    internal Finding Harmless() => Severity == Severity.Error ? this with { Severity = Severity.Warning } : this;
}

/// <summary>How much a <see cref="Finding"/> weighs. The value 0 refuses.</summary>
public enum Severity
{
    /// <summary>The answer cannot be <see cref="Verdict.Trusted"/>.</summary>
    Error = 0,

    /// <summary>Still trusted, but somebody should act before it stops being so.</summary>
    Warning = 1,

    /// <summary>Worth knowing; nothing to do.</summary>
    Note = 2,
}

/// <summary>What a finding's sentence tells of, as values that a program can act on. What does not apply is null.</summary>
public sealed record FindingValues
{
    /// <summary>The file or directory.</summary>
    public string? Path { get; init; }

    /// <summary>The user who owns it, by name where it has one, else by number.</summary>
    public string? Owner { get; init; }

    /// <summary>The certificate's fingerprint: lowercase hex SHA-256.</summary>
    public string? Certificate { get; init; }

    /// <summary>The start of validity (UTC).</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The end of validity (UTC).</summary>
    public DateTimeOffset? NotAfter { get; init; }
}
