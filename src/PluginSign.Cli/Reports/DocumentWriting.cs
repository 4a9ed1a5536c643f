using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PluginSign.Cli.Commands.Ca;
using PluginSign.Cli.Commands.Chain;
using PluginSign.Cli.Commands.Explain;
using PluginSign.Cli.Commands.GoCheck;
using PluginSign.Cli.Commands.Inspect;
using PluginSign.Cli.Commands.PackEvidence;
using PluginSign.Cli.Commands.Resolve;
using PluginSign.Cli.Commands.Sign;
using PluginSign.Cli.Commands.Stage;
using PluginSign.Cli.Commands.Timestamp;

namespace PluginSign.Cli.Reports;

/// <summary>The documents' text, by the generated code alone: through the serializer, all that could read them came into the native command and was unpacked at every start.</summary>
internal sealed partial class DocumentJson
{
    // The generated code asks the serializer for these alone; in the native command nobody is left who would answer (Unix64.substitutions.xml).
    private static readonly DocumentJson Generated = new()
    {
        _NullableBoolean = NumberJson.Default.NullableBoolean,
        _NullableInt32 = NumberJson.Default.NullableInt32,
        _NullableInt64 = NumberJson.Default.NullableInt64,
        _NullableUInt64 = NumberJson.Default.NullableUInt64,
    };

    public static string Text(CaDocument document) => Text(document, Generated.CaDocumentSerializeHandler);

    public static string Text(ChainDocument document) => Text(document, Generated.ChainDocumentSerializeHandler);

    public static string Text(EvidenceDocument document) => Text(document, Generated.EvidenceDocumentSerializeHandler);

    public static string Text(ExplainDocument document) => Text(document, Generated.ExplainDocumentSerializeHandler);

    public static string Text(GoCheckDocument document) => Text(document, Generated.GoCheckDocumentSerializeHandler);

    public static string Text(InspectDocument document) => Text(document, Generated.InspectDocumentSerializeHandler);

    public static string Text(ResolveDocument document) => Text(document, Generated.ResolveDocumentSerializeHandler);

    public static string Text(SignDocument document) => Text(document, Generated.SignDocumentSerializeHandler);

    public static string Text(StageDocument document) => Text(document, Generated.StageDocumentSerializeHandler);

    public static string Text(TimestampDocument document) => Text(document, Generated.TimestampDocumentSerializeHandler);

    // As JsonSourceGenerationOptions says it to the generator.
    private static string Text<T>(T document, Action<Utf8JsonWriter, T> write)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            write(writer, document);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}

/// <summary>Values that may be absent, for which the generator has no code of its own.</summary>
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(long?))]
[JsonSerializable(typeof(ulong?))]
internal sealed partial class NumberJson : JsonSerializerContext;
