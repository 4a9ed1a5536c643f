using PluginSign.Certificates;
using PluginSign.Signatures;

namespace PluginSign.Policies;

/// <summary>One signer: what the signature says of it, and what the search for its certification path came to.</summary>
/// <param name="Signature">The evidence of the signature.</param>
/// <param name="Path">The path search; null when there was no certificate to start from.</param>
/// <param name="Timestamp">What its timestamps prove.</param>
internal sealed record SignerStanding(SignerEvidence Signature, PathValidation? Path, TimestampStanding Timestamp);
