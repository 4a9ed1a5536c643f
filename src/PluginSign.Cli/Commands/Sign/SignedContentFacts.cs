using System.Collections.Immutable;
using PluginSign.Cli.Reports;

namespace PluginSign.Cli.Commands.Sign;

/// <summary>What was signed, and by whom: one signer, or the two of a hybrid signature.</summary>
internal sealed record SignedContentFacts(long Size, string Sha256, ImmutableArray<SignedBy> Signers, DateTimeOffset SigningTime, string? Timestamp);
