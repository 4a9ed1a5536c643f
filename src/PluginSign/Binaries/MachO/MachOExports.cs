namespace PluginSign.Binaries.MachO;

/// <summary>The export trie, which dyld walks to find a name (mach-o/loader.h, "dyld_info_command").</summary>
internal sealed class MachOExports(MachOImage image, ImageBytes trie, ReadingBudget budget)
{
    private const ulong KindMask = 3;
    private const ulong ThreadLocal = 1;
    private const ulong Absolute = 2;
    private const ulong Reexport = 8;
    private const ulong StubAndResolver = 0x10;
    private const ulong KnownFlags = 0x3F;

    private readonly HashSet<long> _visited = [];
    private readonly Stack<MachOTrieNode> _open = [];
    private readonly ulong _base = image.Segments.Find(static s => s.Offset == 0 && s.FileSize > 0)?.Address ?? 0;

    public List<BinaryExport> Exports { get; } = [];

    /// <summary>Names whose address a function of the image computes while it is being bound.</summary>
    public int Resolvers { get; private set; }

    public void Read()
    {
        if (trie.Length == 0)
        {
            return;
        }

        _open.Push(new MachOTrieNode(0, [], 0, []));
        while (_open.TryPop(out MachOTrieNode? node))
        {
            // A trie is a tree: a node that is reached twice is a cycle, or names without end.
            if (!_visited.Add(node.Offset))
            {
                throw UnreadableBinaryException.Malformed("the export trie leads to one node twice", null, FormattableString.Invariant($"offset {node.Offset}"));
            }

            if (node.Depth > Limits.MachOTrieDepth)
            {
                throw UnreadableBinaryException.TooMuch("levels of the export trie", Limits.MachOTrieDepth);
            }

            budget.Entry();
            Node(node);
        }
    }

    private void Node(MachOTrieNode node)
    {
        MachOCursor cursor = new(trie, node.Offset);
        ulong size = cursor.Uleb();
        long children = cursor.At + (size <= (ulong)trie.Length ? (long)size : trie.Length);
        if (size > 0)
        {
            Terminal(cursor, node.Name);
            if (cursor.At > children)
            {
                throw UnreadableBinaryException.Malformed("an entry of the export trie is longer than its size says");
            }
        }

        cursor.At = children;
        Children(cursor, node, cursor.Byte());
    }

    // dyld follows the first edge that fits: with two that begin alike, or an empty one before others, a list would show names that it does not find.
    // Old linkers make an empty edge, the last one, where a name is the beginning of others; the edges behind it stand beside those before it.
    private void Children(MachOCursor cursor, MachOTrieNode node, int count)
    {
        Span<bool> taken = stackalloc bool[256];
        taken.Clear();
        node.Taken.CopyTo(taken);
        List<MachOTrieNode> nodes = new(count);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> edge = cursor.Terminated();
            if (edge.IsEmpty ? i < count - 1 : taken[edge[0]])
            {
                throw UnreadableBinaryException.Malformed("two edges of the export trie begin alike, or an empty one comes before others");
            }

            budget.Characters(node.Name.Length + edge.Length + (edge.IsEmpty ? taken.Length : 0));
            if (!edge.IsEmpty)
            {
                taken[edge[0]] = true;
            }

            nodes.Add(new MachOTrieNode(cursor.OffsetWithin(), [.. node.Name, .. edge], node.Depth + 1, edge.IsEmpty ? taken.ToArray() : []));
        }

        for (int i = count - 1; i >= 0; i--)
        {
            _open.Push(nodes[i]);
        }
    }

    private void Terminal(MachOCursor cursor, byte[] name)
    {
        ulong flags = cursor.Uleb();
        if (flags > KnownFlags || (flags & KindMask) == KindMask)
        {
            throw UnreadableBinaryException.Unsupported("an exported name has flags that are not known", null, FormattableString.Invariant($"0x{flags:x}"));
        }

        string text = budget.Text(name);
        if ((flags & Reexport) != 0)
        {
            string library = MachOOrdinals.Library(image, (long)Math.Min(cursor.Uleb(), int.MaxValue)) ?? "";
            string other = budget.Text(cursor.Terminated());
            Exports.Add(new BinaryExport(text, ExportKind.Unknown, Forwarder: budget.Join(library, ':', other.Length == 0 ? text : other)));
            return;
        }

        ulong address = cursor.Uleb();
        bool hasResolver = (flags & StubAndResolver) != 0;
        if (hasResolver)
        {
            _ = cursor.Uleb();
            Resolvers++;
        }

        Exports.Add(new BinaryExport(text, Kind(flags & KindMask, address)));
    }

    private ExportKind Kind(ulong kind, ulong address)
    {
        if (kind is ThreadLocal)
        {
            return ExportKind.DataObject;
        }

        MachOSection? section = kind is Absolute || address > ulong.MaxValue - _base
            ? null
            : image.Sections.Find(s => _base + address >= s.Address && _base + address - s.Address < s.Size);
        return section switch
        {
            null => ExportKind.Unknown,
            { IsCode: true } => ExportKind.Function,
            _ => ExportKind.DataObject,
        };
    }
}

/// <summary>A node of the export trie that is still to be read.</summary>
/// <param name="Offset">Where it lies in the trie.</param>
/// <param name="Name">The letters of the edges that lead to it.</param>
/// <param name="Depth">How many edges those are.</param>
/// <param name="Taken">After an empty edge: the first letters of the edges beside it, which its own may not begin with. Else empty.</param>
internal sealed record MachOTrieNode(long Offset, byte[] Name, int Depth, bool[] Taken);
