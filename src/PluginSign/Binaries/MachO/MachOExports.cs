using System.Buffers;

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
    private readonly Stack<(long Offset, byte[] Name, int Depth)> _open = [];
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

        _open.Push((0, [], 0));
        while (_open.TryPop(out (long Offset, byte[] Name, int Depth) node))
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
            Node(node.Offset, node.Name, node.Depth);
        }
    }

    private void Node(long offset, byte[] name, int depth)
    {
        MachOCursor cursor = new(trie, offset);
        ulong size = cursor.Uleb();
        long children = cursor.At + (size <= (ulong)trie.Length ? (long)size : trie.Length);
        if (size > 0)
        {
            Terminal(cursor, name);
            if (cursor.At > children)
            {
                throw UnreadableBinaryException.Malformed("an entry of the export trie is longer than its size says");
            }
        }

        cursor.At = children;
        int count = cursor.Byte();
        (long Offset, byte[] Name, int Depth)[] nodes = ArrayPool<(long, byte[], int)>.Shared.Rent(count);
        try
        {
            Children(cursor, name, depth, nodes.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<(long, byte[], int)>.Shared.Return(nodes, clearArray: true);
        }
    }

    private void Children(MachOCursor cursor, byte[] name, int depth, Span<(long Offset, byte[] Name, int Depth)> nodes)
    {
        Span<bool> firsts = stackalloc bool[256];
        firsts.Clear();
        for (int i = 0; i < nodes.Length; i++)
        {
            ReadOnlySpan<byte> edge = cursor.Terminated();

            // dyld follows the first edge that fits. With two that begin alike, a list would show names that it does not find.
            if (edge.IsEmpty || firsts[edge[0]])
            {
                throw UnreadableBinaryException.Malformed("two edges of the export trie begin alike, or one is empty");
            }

            firsts[edge[0]] = true;
            budget.Characters(name.Length + edge.Length);
            nodes[i] = (cursor.OffsetWithin(), [.. name, .. edge], depth + 1);
        }

        for (int i = nodes.Length - 1; i >= 0; i--)
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
