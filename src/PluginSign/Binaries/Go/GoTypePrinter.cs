using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PluginSign.Binaries.Go;

/// <summary>Writes a type descriptor (internal/abi.Type) as Go source would, with whole import paths: two types that print alike are alike.</summary>
/// <param name="memory">Where it lies.</param>
/// <param name="table">Names and types are offsets from the start of its types.</param>
/// <param name="release">From 1.24 on a map's descriptor is larger.</param>
internal sealed class GoTypePrinter(GoMemory memory, GoModuleTable table, GoRelease release)
{
    private const int DescriptorBytes = 48;
    private const byte HasUncommon = 1;
    private const byte HasExtraStar = 2;
    private const byte IsNamed = 4;

    private int _left = Limits.GoTypeNodes;

    /// <summary>The kind of a descriptor (reflect.Kind); 0 when there is none there.</summary>
    public GoKind Kind(ulong type) => memory.TryBytes(type, DescriptorBytes, out ReadOnlySpan<byte> bytes) ? (GoKind)(bytes[23] & 31) : GoKind.Invalid;

    public bool TryElement(ulong type, out ulong element) => memory.TryPointer(type + DescriptorBytes, out element);

    /// <summary>False when the descriptor is damaged, or larger than anyone would read.</summary>
    public bool TryPrint(ulong type, [NotNullWhen(true)] out string? text)
    {
        _left = Limits.GoTypeNodes;
        StringBuilder to = new();
        bool isDone = Print(type, to, Limits.GoTypeDepth);
        text = isDone ? to.ToString() : null;
        return isDone;
    }

    private bool Print(ulong type, StringBuilder to, int depth)
    {
        if (depth == 0 || --_left < 0 || to.Length > Limits.BinaryNameBytes || !memory.TrySpend(DescriptorBytes)
            || !memory.TryBytes(type, DescriptorBytes, out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        byte flags = bytes[20];
        GoKind kind = (GoKind)(bytes[23] & 31);
        uint nameOffset = memory.Image.Words.U32(bytes, 40);
        if (!memory.TryName(table.Types + nameOffset, out _, out string? name))
        {
            return false;
        }

        name = (flags & HasExtraStar) != 0 && name.StartsWith('*') ? name[1..] : name;
        return (flags & IsNamed) != 0
            ? PrintNamed(type, kind, name, (flags & HasUncommon) != 0, to)
            : PrintLiteral(type, kind, name, (flags & HasUncommon) != 0, to, depth - 1);
    }

    // The descriptor has the package's last name; its path stands in the part that types with methods or a name have.
    private bool PrintNamed(ulong type, GoKind kind, string name, bool hasUncommon, StringBuilder to)
    {
        string? path = string.Empty;
        if (hasUncommon)
        {
            if (!memory.TryBytes(type + UncommonOffset(kind), 4, out ReadOnlySpan<byte> offset))
            {
                return false;
            }

            uint at = memory.Image.Words.U32(offset, 0);
            if (at != 0 && !memory.TryName(table.Types + at, out _, out path))
            {
                return false;
            }
        }

        int arguments = name.IndexOf('[', StringComparison.Ordinal);
        int dot = arguments < 0 ? name.LastIndexOf('.') : name.LastIndexOf('.', arguments);
        to.Append(path.Length > 0 ? $"{path}.{name[(dot + 1)..]}" : name);
        return true;
    }

    private ulong UncommonOffset(GoKind kind) => kind switch
    {
        GoKind.Pointer or GoKind.Func or GoKind.Slice => 56,
        GoKind.Struct or GoKind.Interface => 80,
        GoKind.Array => 72,
        GoKind.Chan => 64,
        GoKind.Map => release.Minor >= 24 ? 112UL : 88UL,
        _ => DescriptorBytes,
    };

    private bool PrintLiteral(ulong type, GoKind kind, string name, bool hasUncommon, StringBuilder to, int depth)
    {
        switch (kind)
        {
            case GoKind.Pointer:
                to.Append('*');
                return TryElement(type, out ulong pointed) && Print(pointed, to, depth);
            case GoKind.Slice:
                to.Append("[]");
                return TryElement(type, out ulong item) && Print(item, to, depth);
            case GoKind.Array:
                return memory.TryNumber(type + 64, out ulong length)
                    && to.Append(CultureInfo.InvariantCulture, $"[{length}]") is not null
                    && TryElement(type, out ulong element) && Print(element, to, depth);
            case GoKind.Map:
                to.Append("map[");
                return TryElement(type, out ulong key) && Print(key, to, depth)
                    && to.Append(']') is not null
                    && memory.TryPointer(type + 56, out ulong value) && Print(value, to, depth);
            case GoKind.Chan:
                return memory.TryNumber(type + 56, out ulong direction)
                    && to.Append(direction switch { 1 => "<-chan ", 2 => "chan<- ", _ => "chan " }) is not null
                    && TryElement(type, out ulong sent) && Print(sent, to, depth);
            case GoKind.Func:
                to.Append("func");
                return PrintParameters(type, hasUncommon, to, depth);
            case GoKind.Struct:
                return PrintFields(type, to, depth);
            case GoKind.Interface:
                return PrintMethods(type, to, depth);
            default:
                to.Append(name);
                return true;
        }
    }

    // Two counts after the descriptor, the top bit of the second for "...", then the types one after the other.
    private bool PrintParameters(ulong type, bool hasUncommon, StringBuilder to, int depth)
    {
        if (!memory.TryBytes(type + DescriptorBytes, 4, out ReadOnlySpan<byte> counts))
        {
            return false;
        }

        int inputs = memory.Image.Words.U16(counts, 0);
        int outputs = memory.Image.Words.U16(counts, 2);
        bool isVariadic = (outputs & 0x8000) != 0;
        outputs &= 0x7fff;
        ulong at = type + (hasUncommon ? 72UL : 56UL);
        to.Append('(');
        if (!PrintList(at, inputs, isVariadic, to, depth))
        {
            return false;
        }

        to.Append(outputs switch { 0 => ")", 1 => ") ", _ => ") (" });
        return PrintList(at + ((ulong)inputs * 8), outputs, false, to, depth) && (outputs < 2 || to.Append(')') is not null);
    }

    private bool PrintList(ulong at, int count, bool isVariadic, StringBuilder to, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            to.Append(i == 0 ? string.Empty : ", ");
            bool isRest = isVariadic && i == count - 1;
            to.Append(isRest ? "..." : string.Empty);
            if (!memory.TryPointer(at + ((ulong)i * 8), out ulong type) || (isRest && !TryElement(type, out type)) || !Print(type, to, depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool PrintFields(ulong type, StringBuilder to, int depth)
    {
        if (!memory.TrySlice(type + 56, out ulong at, out ulong count, out _) || count > Limits.GoTypeNodes)
        {
            return false;
        }

        to.Append(count == 0 ? "struct {}" : "struct { ");
        for (ulong i = 0; i < count; i++, at += 24)
        {
            to.Append(i == 0 ? string.Empty : "; ");
            if (!memory.TryPointer(at, out ulong nameAt) || !memory.TryName(nameAt, out byte flags, out string? name) || !memory.TryPointer(at + 8, out ulong fieldType))
            {
                return false;
            }

            const byte Embedded = 8;
            to.Append((flags & Embedded) != 0 ? string.Empty : $"{name} ");
            if (!Print(fieldType, to, depth))
            {
                return false;
            }
        }

        return count == 0 || to.Append(" }") is not null;
    }

    private bool PrintMethods(ulong type, StringBuilder to, int depth)
    {
        if (!memory.TrySlice(type + 56, out ulong at, out ulong count, out _) || count > Limits.GoTypeNodes)
        {
            return false;
        }

        to.Append(count == 0 ? "interface {}" : "interface { ");
        for (ulong i = 0; i < count; i++, at += 8)
        {
            if (!memory.TryBytes(at, 8, out ReadOnlySpan<byte> offsets))
            {
                return false;
            }

            ulong method = table.Types + memory.Image.Words.U32(offsets, 4);
            if (!memory.TryName(table.Types + memory.Image.Words.U32(offsets, 0), out _, out string? name) || Kind(method) != GoKind.Func)
            {
                return false;
            }

            to.Append(i == 0 ? string.Empty : "; ").Append(name);
            if (--_left < 0 || !PrintParameters(method, false, to, depth))
            {
                return false;
            }
        }

        return count == 0 || to.Append(" }") is not null;
    }
}
