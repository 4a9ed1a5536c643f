using System.Diagnostics.CodeAnalysis;
using PluginSign.Findings;

namespace PluginSign.Cli;

/// <summary>Something could not be read or written, so there is neither a yes nor a no: exit 3. A name that is not text is refused: exit 1.</summary>
/// <param name="message">What could not be done.</param>
/// <param name="reason">Why, in plain words.</param>
/// <param name="code">The finding that it would be.</param>
/// <param name="path">The file or directory in question, as it was given.</param>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "without a path and a reason it helps nobody")]
internal sealed class UnavailableException(string message, FindingCode code, string reason, string path) : Exception(message)
{
    public FindingCode Code { get; } = code;

    public Verdict Verdict => Code == FindingCode.PathNotText ? Verdict.Refused : Verdict.Indeterminate;

    public string Reason { get; } = reason;

    public string Path { get; } = path;
}
