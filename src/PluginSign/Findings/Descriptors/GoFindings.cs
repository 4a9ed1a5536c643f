namespace PluginSign.Findings.Descriptors;

/// <summary>54xx: Go.</summary>
internal static class GoFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.GoBuildInfoInvalid, Check.Binary, Severity.Error)
        {
            Meaning = "The Go build information is damaged.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.GoVersionsDisagree, Check.Binary, Severity.Error)
        {
            Meaning = "The file names two Go versions, or another one than its tables have.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.GoModuleAmbiguous, Check.Binary, Severity.Error)
        {
            Meaning = "The record of the Go module is there more than once.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.GoTablesInvalid, Check.Binary, Severity.Error)
        {
            Meaning = "A table of the Go module is damaged.",
            Hint = "get the file again from its publisher; linkers don't make such files",
        },
        new(FindingCode.GoLockInvalid, Check.Binary, Severity.Error)
        {
            Meaning = "A file of host fingerprints is damaged or of another schema.",
            Hint = "write it again from the host",
            Remedy = Remedy.LockGoHost,
        },
        new(FindingCode.GoPluginWouldFail, Check.Binary, Severity.Error)
        {
            Meaning = "`plugin.Open` would fail.",
            Hint = "build the plugin again with the toolchain, the flags and the packages of the host",
        },
        new(FindingCode.GoPluginWouldCrash, Check.Binary, Severity.Error)
        {
            Meaning = "`plugin.Open` would end the host's process.",
            Hint = "do not load it: build the plugin again with the toolchain, the flags and the packages of the host",
        },
        new(FindingCode.GoPluginUnpredictable, Check.Binary, Severity.Error)
        {
            Meaning = "What `plugin.Open` would do is not known.",
            Hint = "build the plugin so that its tables can be read, or try it in a process of its own",
        },
        new(FindingCode.GoProcessorNewer, Check.Binary, Severity.Warning)
        {
            Meaning = "The plugin wants a newer processor than the host was built for.",
            Hint = "build it with the host's GOAMD64, or see that every machine has such a processor",
        },
    ];
}
