using PluginSign.Certificates;

namespace PluginSign.Cli.Reports;

/// <summary>One signer that signed just now.</summary>
internal sealed record SignedBy(Certificate Certificate, string Algorithm);
