using System.Globalization;
using PluginSign.Findings;

namespace PluginSign.Cli.Terminal;

/// <summary>Numbers and times as people and documents read them.</summary>
internal static class Numbers
{
    /// <summary>With thousands separators: <c>4,412,880</c>.</summary>
    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Permission bits in octal: <c>0755</c>.</summary>
    public static string Mode(int mode) => Convert.ToString(mode, 8).PadLeft(4, '0');

    /// <summary>RFC 3339, UTC, to the second: <c>2026-11-20T09:12:44Z</c>.</summary>
    public static string Time(DateTimeOffset time) => UtcText.Of(time);

    /// <summary>The day alone: <c>2027-02-18</c>.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
