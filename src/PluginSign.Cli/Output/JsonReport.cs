namespace PluginSign.Cli.Output;

/// <summary>Prints exactly one JSON document. Everything outside ASCII is escaped, so a hostile name stays text.</summary>
internal static class JsonReport
{
    public static void Write(TextWriter writer, CaDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, ReportDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, ChainDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, ResolveDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, SignDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, StageDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, InspectDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, GoCheckDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, TimestampDocument document) => Write(writer, DocumentJson.Text(document));

    public static void Write(TextWriter writer, EvidenceDocument document) => Write(writer, DocumentJson.Text(document));

    private static void Write(TextWriter writer, string document)
    {
        writer.Write(document);
        writer.Write('\n');
    }
}
