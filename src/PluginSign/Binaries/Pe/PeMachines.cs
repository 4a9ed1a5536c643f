using System.Reflection.PortableExecutable;

namespace PluginSign.Binaries.Pe;

/// <summary>Names for the machine of a COFF header.</summary>
internal static class PeMachines
{
    // ReadyToRun images for other systems have the system's number mixed into the machine (runtime: pedecoder.h, IMAGE_FILE_MACHINE_OS_MASK).
    private static readonly (int Mask, string System)[] Systems = [(0x7B79, "linux"), (0x4644, "macos"), (0xADC4, "freebsd"), (0x1993, "netbsd"), (0x1992, "illumos")];

    /// <summary>The architecture, and the system where the header names one other than Windows.</summary>
    public static (string Architecture, string? System) Name(int machine)
    {
        if (Known(machine) is { } plain)
        {
            return (plain, null);
        }

        foreach ((int mask, string system) in Systems)
        {
            if (Known(machine ^ mask) is { } masked)
            {
                return (masked, system);
            }
        }

        return (FormattableString.Invariant($"unknown-{machine}"), null);
    }

    private static string? Known(int machine) => (Machine)machine switch
    {
        Machine.I386 => "x86",
        Machine.Amd64 => "x86-64",
        Machine.Arm or Machine.ArmThumb2 => "arm",
        Machine.Arm64 => "arm64",
        Machine.RiscV32 => "riscv32",
        Machine.RiscV64 => "riscv64",
        Machine.LoongArch64 => "loongarch64",
        Machine.IA64 => "ia64",
        _ => null,
    };
}
