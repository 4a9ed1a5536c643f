namespace PluginSign.Findings;

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
