using System.Globalization;

namespace PluginSign.Cli.Options;

/// <summary>Times on the command line: RFC 3339, 5.6. One without an offset would mean something else on every machine.</summary>
internal static class Rfc3339
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    public static DateTimeOffset Read(string option, string text)
        => DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw new UsageException($"{option} takes an RFC 3339 time in UTC, like 2026-11-20T09:12:44Z", text, with: $"{option} 2026-11-20T09:12:44Z");

    /// <summary>A time as <see cref="Read"/> takes it, or a day, which begins at midnight UTC.</summary>
    public static DateTimeOffset ReadDay(string option, string text)
        => DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset day)
            || DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out day)
            ? day
            : throw new UsageException($"{option} takes a day or an RFC 3339 time in UTC, like 2030-01-01", text, with: $"{option} 2030-01-01");

    /// <summary>Reports show seconds, so the time that decides has no more.</summary>
    public static DateTimeOffset ToSecond(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
