using PluginSign.Findings;

namespace PluginSign.Binaries.Go;

/// <summary>A file that a host is going to open.</summary>
/// <param name="Path">The path given to <c>plugin.Open</c>. The same path twice is the same file.</param>
/// <param name="Read">What <see cref="GoReader.Read(ReadOnlyMemory{byte})"/> says of it.</param>
public sealed record GoPluginCandidate(string Path, Answer<BinaryFacts> Read);
