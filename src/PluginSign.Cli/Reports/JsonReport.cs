using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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

/// <summary>Prints exactly one JSON document. Everything outside ASCII is escaped, so a hostile name stays text.</summary>
internal static class JsonReport
{
    public static void Write(TextWriter writer, CaDocument document) => Write(writer, document, DocumentJson.Default.CaDocument);

    public static void Write(TextWriter writer, ChainDocument document) => Write(writer, document, DocumentJson.Default.ChainDocument);

    public static void Write(TextWriter writer, ResolveDocument document) => Write(writer, document, DocumentJson.Default.ResolveDocument);

    public static void Write(TextWriter writer, SignDocument document) => Write(writer, document, DocumentJson.Default.SignDocument);

    public static void Write(TextWriter writer, StageDocument document) => Write(writer, document, DocumentJson.Default.StageDocument);

    public static void Write(TextWriter writer, InspectDocument document) => Write(writer, document, DocumentJson.Default.InspectDocument);

    public static void Write(TextWriter writer, GoCheckDocument document) => Write(writer, document, DocumentJson.Default.GoCheckDocument);

    public static void Write(TextWriter writer, ExplainDocument document) => Write(writer, document, DocumentJson.Default.ExplainDocument);

    public static void Write(TextWriter writer, TimestampDocument document) => Write(writer, document, DocumentJson.Default.TimestampDocument);

    public static void Write(TextWriter writer, EvidenceDocument document) => Write(writer, document, DocumentJson.Default.EvidenceDocument);

    private static void Write<T>(TextWriter writer, T document, JsonTypeInfo<T> type)
    {
        writer.Write(JsonSerializer.Serialize(document, type));
        writer.Write('\n');
    }
}
