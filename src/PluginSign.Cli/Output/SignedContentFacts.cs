using PluginSign.Certificates;

namespace PluginSign.Cli.Output;

/// <summary>What was signed, and by whom.</summary>
internal sealed record SignedContentFacts(long Size, string Sha256, Certificate Signer, string Algorithm, DateTimeOffset SigningTime, string? Timestamp);
