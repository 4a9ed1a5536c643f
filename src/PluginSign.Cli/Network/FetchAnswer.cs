namespace PluginSign.Cli.Network;

/// <summary>What came of one request.</summary>
/// <param name="Bytes">The answer's bytes; empty when there are none.</param>
/// <param name="Refusal">Why there are none, in plain words; null when there are.</param>
internal sealed record FetchAnswer(ReadOnlyMemory<byte> Bytes, string? Refusal);
