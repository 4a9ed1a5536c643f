namespace PluginSign.Certificates;

/// <summary>One block of a PEM file (RFC 7468).</summary>
/// <param name="Label">The words after BEGIN.</param>
/// <param name="Content">The decoded bytes; null when the block is damaged.</param>
/// <param name="Fault">What is wrong with it; null when nothing is.</param>
internal sealed record PemBlock(string Label, byte[]? Content, string? Fault);
