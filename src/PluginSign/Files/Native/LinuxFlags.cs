using System.Runtime.InteropServices;

namespace PluginSign.Files.Native;

/// <summary>Flags of open(2) as this architecture's kernel numbers them. Mono.Unix has names for them, but its native half does not know O_PATH.</summary>
internal static class LinuxFlags
{
    private const int NonBlock = 0x800;
    private const int NoTerminal = 0x100;
    private const int CloseOnExec = 0x80000;
    private const int PathOnly = 0x200000;

    // asm-generic/fcntl.h, and arch/arm{,64}/include/uapi/asm/fcntl.h, which changes this one.
    private static readonly int NoFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    // Where a file's size has 32 bits unless one says otherwise; the same headers.
    private static readonly int LargeFile = RuntimeInformation.ProcessArchitecture switch { Architecture.Arm => 0x20000, Architecture.X86 => 0x8000, _ => 0 };

    /// <summary>Holds what stands at a name, a link itself included, without opening its content.</summary>
    public static int Look => PathOnly | NoFollow | CloseOnExec;

    /// <summary>Opens the content. O_NONBLOCK: opening a FIFO without a writer would wait forever. O_NOCTTY: a terminal must not become ours.</summary>
    public static int Read => NoFollow | Follow;

    /// <summary>The same through links.</summary>
    public static int Follow => CloseOnExec | NonBlock | NoTerminal | LargeFile;
}
