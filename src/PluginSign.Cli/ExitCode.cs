namespace PluginSign.Cli;

/// <summary>What the process ends with; scripts and CI depend on the numbers.</summary>
internal enum ExitCode
{
    /// <summary>Trusted, or done.</summary>
    Done = 0,

    /// <summary>Refused.</summary>
    Refused = 1,

    /// <summary>The command line, a policy or a configuration file is wrong.</summary>
    Usage = 2,

    /// <summary>Could not be evaluated: a missing or unreadable file, I/O.</summary>
    NotEvaluated = 3,
}
