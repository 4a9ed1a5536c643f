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
    public static void Write(TextWriter writer, CaDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, ChainDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, ResolveDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, SignDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, StageDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, InspectDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, GoCheckDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, ExplainDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, TimestampDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, EvidenceDocument document) => Write(writer, DocumentJson.Text(document));

    private static void Write(TextWriter writer, string document)
    {
        writer.Write(document);
        writer.Write('\n');
    }
}
