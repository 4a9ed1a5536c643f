namespace PluginSign.Cli.Tests;

/// <summary>A clock that stands still until a script moves it.</summary>
internal sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 9, 12, 44, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
