using System.Runtime.InteropServices;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>The sentences about bytes that were verified and could not be brought into the process.</summary>
internal static class LoadFindings
{
    public static Finding Unsupported() => Finding.Error(
        FindingCode.LoadingUnsupported,
        "native plugins can be loaded from verified bytes on Linux alone",
        "Linux with a dynamic linker",
        RuntimeInformation.OSDescription,
        "use a managed plugin, or stage the verified bytes in a directory that nobody else can write to");

    public static Finding ProcMissing(string folder) => Finding.Error(
        FindingCode.ProcMissing,
        "the verified bytes have no name to be loaded by, because /proc is not mounted",
        $"{folder}/fd",
        "not there, or not this process");

    public static Finding LinkerRefused(string name, string reason) => Finding.Error(
        FindingCode.LinkerRefused, $"the dynamic linker refused {name}; nothing of it has run", null, reason, HintFor(reason));

    public static Finding OtherBytes(string name, string? expected, string? actual) => Finding.Error(
        FindingCode.LoadedOtherBytes,
        $"what the dynamic linker loaded for {name} is not the verified bytes",
        $"device and inode {expected ?? "unknown"}",
        actual ?? "unknown");

    private static string HintFor(string reason) => reason switch
    {
        _ when reason.Contains("undefined symbol", StringComparison.Ordinal) => "name the library that defines it among the dependencies, or build the plugin against this host",
        _ when reason.Contains("cannot open shared object", StringComparison.Ordinal) => "verify that library and name it among the dependencies; it is found by its SONAME",
        _ when reason.Contains("failed to map", StringComparison.Ordinal) => "let this process map executable memory (SELinux execmem, seccomp)",
        _ => "check that the file is a shared library for this system and processor",
    };
}
