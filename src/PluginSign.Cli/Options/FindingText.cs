using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Cli.Options;

/// <summary>Says in one line what the library found wrong with a file that an option names.</summary>
internal static class FindingText
{
    public static string Found(string path, ImmutableArray<Finding> findings)
        => findings.FirstOrDefault(static f => f.Severity == Severity.Error) is { } finding
            ? $"{path}: {finding.Message}{(finding.Actual is null ? string.Empty : $" ({finding.Actual})")}"
            : path;
}
