using System.Diagnostics.CodeAnalysis;

namespace PluginSign.Cli;

/// <summary>The command line, or a file that configures it, is wrong: exit 2.</summary>
/// <param name="message">Names the option and says what it takes.</param>
/// <param name="found">What was given instead; null when there is nothing to show.</param>
/// <param name="example">One working command; null takes the command's own.</param>
/// <param name="with">What to add to the command's own example, for an option that it does not show.</param>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "a usage mistake without a sentence helps nobody")]
internal sealed class UsageException(string message, string? found = null, string? example = null, string? with = null) : Exception(message)
{
    public string? Found { get; } = found;

    public string? Example { get; } = example;

    public string? With { get; } = with;
}
