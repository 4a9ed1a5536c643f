using System.Globalization;

namespace PluginSign.Binaries.Elf;

/// <summary>Names of e_machine and EI_OSABI (gABI, "ELF Header"; elf.h).</summary>
internal static class ElfMachines
{
    public const ushort X64 = 62;
    public const ushort Arm64 = 183;

    public static string Architecture(ElfHeader header) => (header.Machine, header.Words.Is64, header.Words.IsBigEndian) switch
    {
        (3, _, _) => "x86",
        (X64, true, _) => "x86-64",
        (X64, false, _) => "x32",
        (40, _, _) => "arm",
        (Arm64, true, false) => "arm64",
        (243, true, _) => "riscv64",
        (243, false, _) => "riscv32",
        (21, _, true) => "ppc64",
        (21, _, false) => "ppc64le",
        (20, _, _) => "ppc",
        (22, true, _) => "s390x",
        (258, true, _) => "loongarch64",
        (8, true, true) => "mips64",
        (8, true, false) => "mips64le",
        (8, false, true) => "mips",
        (8, false, false) => "mipsle",
        (43, _, _) => "sparc64",
        _ => string.Create(CultureInfo.InvariantCulture, $"unknown-{header.Machine}"),
    };

    /// <summary>0 is System V, which is what linkers for Linux write.</summary>
    public static string OperatingSystem(byte osAbi) => osAbi switch
    {
        0 or 3 => "linux",
        2 => "netbsd",
        6 => "solaris",
        9 => "freebsd",
        12 => "openbsd",
        _ => string.Create(CultureInfo.InvariantCulture, $"unknown-{osAbi}"),
    };

    /// <summary>R_*_IRELATIVE; 0 where there is none that is known.</summary>
    public static uint ResolverRelocation(ushort machine) => machine switch
    {
        3 => 42,
        X64 => 37,
        40 => 160,
        Arm64 => 1032,
        243 => 58,
        20 or 21 => 248,
        22 => 61,
        258 => 12,
        43 => 249,
        _ => 0,
    };

    /// <summary>Bytes of one entry of DT_HASH: 64-bit Alpha and s390 differ from everyone else.</summary>
    public static int HashEntrySize(ElfHeader header) => header.Words.Is64 && header.Machine is 22 or 0x9026 ? 8 : 4;
}
