namespace PluginSign.Binaries.MachO;

/// <summary>Names of processors and systems (mach/machine.h, mach-o/loader.h).</summary>
internal static class MachOCpus
{
    private const int Is64 = 0x0100_0000;
    private const int Is64With32 = 0x0200_0000;
    private const int Arm64e = 2;

    public static string Architecture(int type, int subtype) => type switch
    {
        7 => "x86",
        7 | Is64 => "x86-64",
        12 => "arm",
        12 | Is64 => subtype == Arm64e ? "arm64e" : "arm64",
        12 | Is64With32 => "arm64_32",
        18 => "ppc",
        18 | Is64 => "ppc64",
        _ => FormattableString.Invariant($"unknown-{type}"),
    };

    public static string Platform(uint number) => number switch
    {
        1 => "macos",
        2 => "ios",
        3 => "tvos",
        4 => "watchos",
        5 => "bridgeos",
        6 => "maccatalyst",
        7 => "ios-simulator",
        8 => "tvos-simulator",
        9 => "watchos-simulator",
        10 => "driverkit",
        11 => "visionos",
        12 => "visionos-simulator",
        _ => FormattableString.Invariant($"unknown-{number}"),
    };
}
