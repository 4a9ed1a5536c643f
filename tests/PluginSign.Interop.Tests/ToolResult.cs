namespace PluginSign.Interop.Tests;

/// <summary>What a program said when it ended.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Errors);
