using System.Globalization;
using System.Text;

namespace PluginSign.Binaries.Wasm;

/// <summary>Types and their text (WebAssembly Core Specification, 5.3).</summary>
internal static class WasmTypes
{
    public const string NoParametersNoResults = "() -> ()";

    /// <summary>A function type: <c>(i32, i64) -> f32</c>.</summary>
    public static string Function(WasmCursor body, ReadingBudget budget)
    {
        byte form = body.Byte();
        if (form != 0x60)
        {
            throw form is 0x4E or 0x4F or 0x50 or 0x5E or 0x5F
                ? UnreadableBinaryException.Unsupported("the module uses types of the garbage collection proposal", "function types", $"0x{form:x2}")
                : body.Malformed("a type has an unknown form", "0x60", $"0x{form:x2}");
        }

        StringBuilder text = new();
        Values(body, text, budget);
        text.Append(" -> ");
        int results = text.Length;
        return Values(body, text, budget) == 1 ? string.Concat(text.ToString(0, results), text.ToString(results + 1, text.Length - results - 2)) : text.ToString();
    }

    public static WasmTable Table(WasmCursor body, bool isImported)
    {
        string element = Reference(body);
        (ulong minimum, ulong? maximum, int flags) = Limits(body);
        return (flags & 2) == 0
            ? new WasmTable(element, minimum, maximum, isImported)
            : throw body.Malformed("a table cannot be shared");
    }

    /// <summary>A table of the module's own, which may come with the value of its elements.</summary>
    public static WasmTable OwnTable(WasmCursor body)
    {
        if (body.PeekByte() != 0x40)
        {
            return Table(body, isImported: false);
        }

        _ = body.Byte();
        if (body.Byte() != 0)
        {
            throw body.Malformed("a table has an unknown form");
        }

        WasmTable table = Table(body, isImported: false);
        SkipConstant(body);
        return table;
    }

    public static WasmMemory Memory(WasmCursor body, bool isImported)
    {
        (ulong minimum, ulong? maximum, int flags) = Limits(body);
        bool is64 = (flags & 4) != 0;
        ulong most = is64 ? 1UL << 48 : 1UL << 16;
        if (minimum > most || maximum > most || minimum > maximum)
        {
            throw body.Malformed("the size of a memory makes no sense", $"at most {most} pages, and no less than the minimum", $"{minimum} to {maximum}");
        }

        return (flags & 2) == 0 || maximum is not null
            ? new WasmMemory(minimum, maximum, (flags & 2) != 0, is64, isImported)
            : throw body.Malformed("a shared memory must name its maximum");
    }

    /// <summary>A global's type: <c>i32</c>, <c>mut i64</c>.</summary>
    public static string Global(WasmCursor body)
    {
        string type = Value(body);
        byte mutability = body.Byte();
        return mutability switch
        {
            0 => type,
            1 => $"mut {type}",
            _ => throw body.Malformed("a global is neither constant nor mutable", "0 or 1", $"{mutability}"),
        };
    }

    public static string Text(WasmTable table) => $"{table.ElementType} {Range(table.Minimum, table.Maximum)}";

    public static string Text(WasmMemory memory)
        => $"{Range(memory.MinimumPages, memory.MaximumPages)}{(memory.IsShared ? " shared" : "")}{(memory.Is64Bit ? " i64" : "")}";

    /// <summary>Steps over a constant expression: its length is known only by reading it (3.3.10).</summary>
    public static void SkipConstant(WasmCursor body)
    {
        while (true)
        {
            byte opcode = body.Byte();
            switch (opcode)
            {
                case 0x0B:
                    return;
                case 0x41:
                    body.SkipSigned(32);
                    break;
                case 0x42:
                    body.SkipSigned(64);
                    break;
                case 0x43:
                    _ = body.Take(4);
                    break;
                case 0x44:
                    _ = body.Take(8);
                    break;
                case 0x23 or 0xD2:
                    _ = body.U32();
                    break;
                case 0xD0:
                    _ = Heap(body);
                    break;
                case 0x6A or 0x6B or 0x6C or 0x7C or 0x7D or 0x7E:
                    break;
                case 0xFD when body.U32() == 12:
                    _ = body.Take(16);
                    break;
                default:
                    throw UnreadableBinaryException.Unsupported("a constant uses an instruction that is not read", null, $"0x{opcode:x2}");
            }
        }
    }

    private static string Range(ulong minimum, ulong? maximum) => string.Create(CultureInfo.InvariantCulture, $"{minimum}..{maximum}");

    private static (ulong Minimum, ulong? Maximum, int Flags) Limits(WasmCursor body)
    {
        byte flags = body.Byte();
        if (flags > 7)
        {
            throw UnreadableBinaryException.Unsupported("a memory or table has limits of an unknown form", "0 to 7", $"{flags}");
        }

        bool is64 = (flags & 4) != 0;
        ulong minimum = is64 ? body.U64() : body.U32();
        ulong? maximum = (flags & 1) == 0 ? null : is64 ? body.U64() : body.U32();
        return minimum <= (maximum ?? ulong.MaxValue) ? (minimum, maximum, flags) : throw body.Malformed("a minimum is above its maximum");
    }

    private static int Values(WasmCursor body, StringBuilder text, ReadingBudget budget)
    {
        int count = body.Count("parameters or results of a function", PluginSign.Limits.WasmParameters);
        text.Append('(');
        for (int i = 0; i < count; i++)
        {
            string value = Value(body);
            budget.Characters(value.Length + 2);
            text.Append(i == 0 ? "" : ", ").Append(value);
        }

        text.Append(')');
        return count;
    }

    private static string Value(WasmCursor body)
    {
        byte type = body.Byte();
        return type switch
        {
            0x7F => "i32",
            0x7E => "i64",
            0x7D => "f32",
            0x7C => "f64",
            0x7B => "v128",
            _ => ReferenceOf(type, body),
        };
    }

    private static string Reference(WasmCursor body) => ReferenceOf(body.Byte(), body);

    private static string Heap(WasmCursor body) => ReferenceOf(body.Byte(), body);

    private static string ReferenceOf(byte type, WasmCursor body) => type switch
    {
        0x70 => "funcref",
        0x6F => "externref",
        0x69 => "exnref",
        0x63 or 0x64 or 0x6A or 0x6B or 0x6C or 0x6D or 0x6E or 0x71 or 0x72 or 0x73
            => throw UnreadableBinaryException.Unsupported("the module uses reference types that are not read", "funcref or externref", $"0x{type:x2}"),
        _ => throw body.Malformed("a value has an unknown type", null, $"0x{type:x2}"),
    };
}
