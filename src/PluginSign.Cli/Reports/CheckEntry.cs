namespace PluginSign.Cli.Reports;

/// <summary>One check of a report.</summary>
internal sealed record CheckEntry(string Check, string Result);
