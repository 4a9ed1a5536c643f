namespace PluginSign.Binaries.Go;

/// <summary>What <c>plugin.Open</c> would do. The value 0 is no yes.</summary>
public enum GoOutcome
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>It gives a plugin.</summary>
    Loads = 1,

    /// <summary>It gives an error, and the file stays in the process all the same.</summary>
    Fails = 2,

    /// <summary>The process ends; nothing in the host can stop it.</summary>
    Crashes = 3,
}
