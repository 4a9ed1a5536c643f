using PluginSign.Binaries.Go;

namespace PluginSign.Cli.Terminal;

/// <summary>The words of Go in documents and texts: what <c>go-check</c> predicts, and the kinds of exports.</summary>
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

    public static string Of(GoExportKind kind) => kind switch
    {
        GoExportKind.Unknown => "unknown",
        GoExportKind.Function => "func",
        GoExportKind.Variable => "var",
    };
}
