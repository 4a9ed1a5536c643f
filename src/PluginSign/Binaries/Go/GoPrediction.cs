using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Binaries.Go;

/// <summary>What <c>plugin.Open</c> would do with one file.</summary>
/// <param name="Path">The path given.</param>
/// <param name="Outcome">What it would do.</param>
/// <param name="Reason">Why it would not load.</param>
/// <param name="Message">The sentence for a person; where Go has one of its own, Go's.</param>
/// <param name="Package">The package that differs; null when none does.</param>
/// <param name="Symbols">The names that are missing.</param>
/// <param name="Findings">An error unless it loads; warnings about what the runtime does not compare.</param>
public sealed record GoPrediction(
    string Path,
    GoOutcome Outcome,
    GoReason Reason,
    string Message,
    string? Package,
    ImmutableArray<string> Symbols,
    ImmutableArray<Finding> Findings);

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
