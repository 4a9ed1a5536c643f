using System.CommandLine;
using System.Globalization;

namespace PluginSign.Cli.Options;

/// <summary><c>--warn-days N</c>: certificates that end soon are warnings, so that CI tells before a fleet stops.</summary>
internal sealed class ExpiryOption
{
    private const int DaysMost = 36_500;

    private readonly Option<string> _days = new("--warn-days") { Description = "warn of certificates of the path that end within this many days", HelpName = "NUMBER" };

    public ExpiryOption(Command command) => command.Add(_days);

    /// <summary>Null when it was not asked for.</summary>
    /// <exception cref="UsageException">It is no number of days.</exception>
    public TimeSpan? Read(ParseResult parsed) => parsed.GetValue(_days) switch
    {
        null => null,
        string text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days <= DaysMost
            ? TimeSpan.FromDays(days)
            : throw new UsageException($"--warn-days takes a number of days from 0 to {DaysMost}", text, with: "--warn-days 30"),
    };
}
