using System.Diagnostics.CodeAnalysis;

namespace PluginSign.Cli;

/// <summary>stdout does not take the result: it is closed, full, or its reader has gone. Exit 3, whatever the result is.</summary>
/// <param name="reason">Why, as the system says it.</param>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "without a reason it helps nobody")]
internal sealed class LostResultException(string reason) : IOException(reason);
