using System.Runtime.InteropServices;

namespace PluginSign.Binaries.Wasm;

/// <summary>The sections of one module, in the order that the standard asks for (WebAssembly Core Specification, 5.5).</summary>
internal sealed class WasmModule(ReadingBudget budget)
{
    // 5.5.2: identifiers in the order that they must come in. Tags stand before globals, the count of data before the code.
    private static readonly int[] Order = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];

    private static readonly string[] Names =
        ["custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data", "data count", "tag"];

    private readonly List<string> _types = [];
    private readonly List<int> _functions = [];
    private readonly List<string> _globals = [];
    private readonly List<int> _tags = [];
    private readonly List<int> _sections = [];
    private readonly List<WasmCustomSection> _custom = [];
    private readonly List<string> _mutableGlobals = [];
    private int _place = -1;
    private int _importedFunctions;
    private int _bodies;

    public List<BinaryImport> Imports { get; } = [];

    public List<BinaryExport> Exports { get; } = [];

    public List<WasmMemory> Memories { get; } = [];

    public List<WasmTable> Tables { get; } = [];

    public int? Start { get; private set; }

    public void Section(WasmCursor file)
    {
        int id = file.Byte();
        WasmCursor body = file.Part(file.U32());
        if (id >= Names.Length)
        {
            throw file.Malformed("a section has an unknown identifier", $"0 to {Names.Length - 1}", $"{id}");
        }

        budget.Entry();
        _sections.Add(id);
        if (id == 0)
        {
            _custom.Add(new WasmCustomSection(body.Name(budget), body.Left));
            return;
        }

        int place = Array.IndexOf(Order, id);
        if (place <= _place)
        {
            throw file.Malformed($"the {Names[id]} section comes twice or too late", "each section once, in the standard's order");
        }

        _place = place;
        Content(id, body);
    }

    /// <summary>What only the whole module can tell.</summary>
    public void Finish()
    {
        // 5.5.16: bodies and declarations must be of one number.
        if (_bodies != _functions.Count - _importedFunctions)
        {
            throw UnreadableBinaryException.Malformed(
                "the module declares another number of functions than it has bodies for",
                FormattableString.Invariant($"{_functions.Count - _importedFunctions}"),
                FormattableString.Invariant($"{_bodies}"));
        }
    }

    public WasmFacts Facts() => new()
    {
        StartFunction = Start,
        Memories = [.. Memories],
        Tables = [.. Tables],
        CustomSections = [.. _custom],
        Sections = [.. _sections],
        ImportedFunctions = _importedFunctions,
        OwnFunctions = _functions.Count - _importedFunctions,
        MutableGlobals = [.. _mutableGlobals],
    };

    private void Content(int id, WasmCursor body)
    {
        switch (id)
        {
            case 1:
                Each(body, id, () => _types.Add(WasmTypes.Function(body, budget)));
                break;
            case 2:
                Each(body, id, () => Import(body));
                break;
            case 3:
                Each(body, id, () => _functions.Add(TypeIndex(body)));
                break;
            case 4:
                Each(body, id, () => Tables.Add(WasmTypes.OwnTable(body)));
                break;
            case 5:
                Each(body, id, () => Memories.Add(WasmTypes.Memory(body, isImported: false)));
                break;
            case 6:
                Each(body, id, () => Global(body));
                break;
            case 7:
                HashSet<string> names = new(StringComparer.Ordinal);
                Each(body, id, () => Export(body, names));
                break;
            case 8:
                Start = StartIndex(body);
                body.End(Names[id]);
                break;
            case 10:
                Each(body, id, () => Body(body));
                break;
            case 13:
                Each(body, id, () => _tags.Add(Tag(body)));
                break;
            default:
                // Elements and data fill tables and memories; their content is the module's own affair.
                break;
        }
    }

    private void Each(WasmCursor body, int id, Action read)
    {
        int count = body.Count($"entries of the {Names[id]} section");
        for (int i = 0; i < count; i++)
        {
            budget.Entry();
            read();
        }

        body.End(Names[id]);
    }

    private void Import(WasmCursor body)
    {
        string module = body.Name(budget);
        string name = body.Name(budget);
        string signature;
        byte kind = body.Byte();
        switch (kind)
        {
            case 0:
                int type = TypeIndex(body);
                _functions.Add(type);
                _importedFunctions++;
                signature = _types[type];
                break;
            case 1:
                Tables.Add(WasmTypes.Table(body, isImported: true));
                signature = WasmTypes.Text(Tables[^1]);
                break;
            case 2:
                Memories.Add(WasmTypes.Memory(body, isImported: true));
                signature = WasmTypes.Text(Memories[^1]);
                break;
            case 3:
                _globals.Add(WasmTypes.Global(body));
                signature = _globals[^1];
                break;
            case 4:
                _tags.Add(Tag(body));
                signature = _types[_tags[^1]];
                break;
            default:
                throw body.Malformed("an import is of an unknown kind", "0 to 4", $"{kind}");
        }

        Imports.Add(new BinaryImport(name, module, Signature: signature));
    }

    private void Export(WasmCursor body, HashSet<string> names)
    {
        string name = body.Name(budget);
        if (!names.Add(name))
        {
            // 3.4.10: export names are unique.
            throw body.Malformed("two exports have the same name", null, name);
        }

        byte kind = body.Byte();
        uint index = body.U32();
        BinaryExport export = kind switch
        {
            0 => new BinaryExport(name, ExportKind.Function, _types[At(_functions, index, "function", body)]),
            1 => new BinaryExport(name, ExportKind.Table, WasmTypes.Text(At(Tables, index, "table", body))),
            2 => new BinaryExport(name, ExportKind.Memory, WasmTypes.Text(At(Memories, index, "memory", body))),
            3 => new BinaryExport(name, ExportKind.Global, At(_globals, index, "global", body)),
            4 => new BinaryExport(name, ExportKind.Unknown, _types[At(_tags, index, "tag", body)]),
            _ => throw body.Malformed("an export is of an unknown kind", "0 to 4", $"{kind}"),
        };
        Exports.Add(export);
        if (export.Kind == ExportKind.Global && export.Signature!.StartsWith("mut ", StringComparison.Ordinal))
        {
            _mutableGlobals.Add(name);
        }
    }

    private void Global(WasmCursor body)
    {
        _globals.Add(WasmTypes.Global(body));
        WasmTypes.SkipConstant(body);
    }

    private int StartIndex(WasmCursor body)
    {
        uint index = body.U32();
        int type = At(_functions, index, "start function", body);

        // 3.4.9: it takes nothing and gives nothing.
        return string.Equals(_types[type], WasmTypes.NoParametersNoResults, StringComparison.Ordinal)
            ? (int)index
            : throw body.Malformed("the start function has the wrong type", WasmTypes.NoParametersNoResults, _types[type]);
    }

    private void Body(WasmCursor body)
    {
        _ = body.Take(body.U32());
        _bodies++;
    }

    private int Tag(WasmCursor body)
    {
        byte attribute = body.Byte();
        return attribute == 0 ? TypeIndex(body) : throw body.Malformed("a tag is of an unknown kind", "0", $"{attribute}");
    }

    private int TypeIndex(WasmCursor body)
    {
        uint index = body.U32();
        _ = At(_types, index, "type", body);
        return (int)index;
    }

    private static T At<T>(List<T> all, uint index, string what, WasmCursor body)
        => index < all.Count
            ? CollectionsMarshal.AsSpan(all)[(int)index]
            : throw body.Malformed($"the index of a {what} is too large", $"less than {all.Count}", $"{index}");
}
