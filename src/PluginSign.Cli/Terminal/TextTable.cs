namespace PluginSign.Cli.Terminal;

/// <summary>Columns as wide as their widest cell, indented like everything below a verdict.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    public static void Write(Ink ink, string[] heads, IEnumerable<string[]> rows)
    {
        // Made printable first: an escape is wider than what it stands for.
        List<string[]> cells = [.. rows.Select(static r => r.Select(Printable.Of).ToArray())];
        int[] widths = [.. heads.Select((h, i) => cells.Select(r => r[i].Length).Append(h.Length).Max())];
        WriteRow(ink, heads, widths, Tone.Faint);
        foreach (string[] row in cells)
        {
            WriteRow(ink, row, widths, Tone.Plain);
        }
    }

    private static void WriteRow(Ink ink, string[] row, int[] widths, Tone tone)
    {
        string line = Gap + string.Join(Gap, row.Select((cell, i) => cell.PadRight(widths[i])));
        ink.Line(line.TrimEnd(), tone);
    }
}
