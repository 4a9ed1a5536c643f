using System.Runtime.InteropServices;

namespace PluginSign.Files.Native;

/// <summary>The calls that Mono.Unix lacks.</summary>
internal static partial class Libc
{
    // linux/memfd.h. Neither MFD_EXEC nor MFD_NOEXEC_SEAL: with sysctl vm.memfd_noexec = 2 the first is refused, and without both every kernel agrees.
    public const uint CloseOnExec = 1;
    public const uint AllowSealing = 2;

    // linux/fcntl.h
    public const int AddSeals = 1033;
    public const int GetSeals = 1034;
    public const int DuplicateCloseOnExec = 1030;

    /// <summary>F_SEAL_SEAL, F_SEAL_SHRINK, F_SEAL_GROW and F_SEAL_WRITE: nobody can change the bytes or take a seal off, not even we.</summary>
    public const int AllSeals = 0xF;

    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMemoryFile(string name, uint flags);

    // fcntl(2) is variadic; on Linux an int is passed the same way in both conventions.
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int descriptor, int command, int argument);

    // asm-generic/mman-common.h
    public const int PopulateForReading = 22;

    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    public static partial int Advise(nint start, nuint length, int advice);
}
