namespace PluginSign.Binaries.MachO;

/// <summary>A node of the export trie that is still to be read.</summary>
/// <param name="Offset">Where it lies in the trie.</param>
/// <param name="Name">The letters of the edges that lead to it.</param>
/// <param name="Depth">How many edges those are.</param>
/// <param name="Taken">After an empty edge: the first letters of the edges beside it, which its own may not begin with. Else empty.</param>
internal sealed record MachOTrieNode(long Offset, byte[] Name, int Depth, bool[] Taken);
