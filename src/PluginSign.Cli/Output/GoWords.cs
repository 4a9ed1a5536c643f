using PluginSign.Binaries.Go;

namespace PluginSign.Cli.Output;

/// <summary>The words of <c>go-check</c>, in its document and in its text.</summary>
internal static class GoWords
{
    public static string Of(GoOutcome outcome) => outcome switch
    {
        GoOutcome.Loads => "loads",
        GoOutcome.Fails => "fails",
        GoOutcome.Crashes => "crashes",
        GoOutcome.Unknown => "unknown",
    };

    public static string? Of(GoReason reason) => reason switch
    {
        GoReason.None => null,
        GoReason.DifferentVersion => "different-version",
        GoReason.AlreadyLoaded => "already-loaded",
        GoReason.MissingSymbol => "missing-symbol",
        GoReason.WrongMachine => "wrong-machine",
        GoReason.GoVersion => "go-version",
        GoReason.NotAGoPlugin => "not-a-go-plugin",
        GoReason.HostHasNoPluginSupport => "host-has-no-plugin-support",
        GoReason.NotLoadable => "not-loadable",
        GoReason.Unreadable => "unreadable",
        GoReason.AfterCrash => "after-crash",
    };
}
