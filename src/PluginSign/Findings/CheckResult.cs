namespace PluginSign.Findings;

/// <summary>What became of one <see cref="Check"/>. Nothing checked is not a pass: the value 0 is <see cref="NotEvaluated"/>.</summary>
public enum CheckResult
{
    /// <summary>The check's input was missing, so it says nothing.</summary>
    NotEvaluated = 0,

    /// <summary>The check says no.</summary>
    Refused = 1,

    /// <summary>The check could not be completed.</summary>
    Indeterminate = 2,

    /// <summary>The check ran to its end and found no error.</summary>
    Passed = 3,
}
