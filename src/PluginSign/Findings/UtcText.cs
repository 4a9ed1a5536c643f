using System.Globalization;

namespace PluginSign.Findings;

/// <summary>A time as every sentence and document has it: UTC to the second (RFC 3339), for example <c>2026-11-20T09:12:44Z</c>.</summary>
public static class UtcText
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The text of a time; fractions of a second are cut off.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads exactly that form.</summary>
    public static bool TryRead(string? text, out DateTimeOffset time)
        => DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
