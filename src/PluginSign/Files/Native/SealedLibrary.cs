using System.Globalization;
using System.Runtime.InteropServices;
using Mono.Unix.Native;
using PluginSign.Findings;

namespace PluginSign.Files.Native;

/// <summary>A native library that was loaded from sealed memory, with the proof that it was. It stays loaded as long as the process lives.</summary>
internal sealed class SealedLibrary
{
    private const int LeastDescriptor = 3; // above the standard streams
    private const int NextDescriptors = 32; // numbers are spoilt in runs: whoever closed one closed its neighbours

    private readonly DynamicLinker _linker;
    private readonly nint _handle;
    private readonly nint _begin;

    private SealedLibrary(DynamicLinker linker, nint handle, nint begin)
    {
        _linker = linker;
        _handle = handle;
        _begin = begin;
    }

    /// <summary>Loads the sealed bytes. Constructors of the library run in here, and only when every function that it needs is defined.</summary>
    /// <param name="snapshot">The bytes; sealed memory.</param>
    /// <param name="name">For messages.</param>
    /// <param name="processFolder">Where the process shows itself; anything but <c>/proc/self</c> is a test's.</param>
    /// <param name="attempts">Descriptor numbers to try: one that somebody closed behind our back still names the library that had it.</param>
    public static Answer<SealedLibrary> Load(PluginSnapshot snapshot, string name, string processFolder = "/proc/self", int attempts = 16)
    {
        Answer<SealedLibrary> loaded = default;
        for (int attempt = 0, least = LeastDescriptor; attempt < attempts; attempt++)
        {
            loaded = LoadAt(snapshot, name, processFolder, ref least);
            if (loaded.Passed || loaded.Findings.Any(static f => f.Code != FindingCode.LoadedOtherBytes))
            {
                break;
            }
        }

        return loaded;
    }

    // The descriptor of a failed proof stays open: its number is spoilt, and nobody else shall get it.
    private static Answer<SealedLibrary> LoadAt(PluginSnapshot snapshot, string name, string processFolder, ref int least)
    {
        if (snapshot is not { Descriptor: { } sealedMemory, Mapped: { } mapped } || DynamicLinker.OfThisProcess() is not { } linker)
        {
            return Refused(LoadFindings.Unsupported());
        }

        // A descriptor of its own, for ever: glibc knows libraries by the name they were loaded by, and a number that is closed and
        // used again would give back the library that had it before.
        int descriptor = Libc.Control((int)sealedMemory.DangerousGetHandle(), Libc.DuplicateCloseOnExec, least);
        least = descriptor + NextDescriptors;
        if (descriptor < 0)
        {
            return Refused(LoadFindings.LinkerRefused(name, Marshal.GetLastPInvokeErrorMessage()));
        }

        string path = string.Create(CultureInfo.InvariantCulture, $"{processFolder}/fd/{descriptor}");
        Answer<SealedLibrary> loaded = IsSameFile(path, descriptor)
            ? Load(linker, path, name, mapped.Address, new ProcessMaps(processFolder))
            : Refused(LoadFindings.ProcMissing(processFolder));
        if (!loaded.Passed && loaded.Findings.All(static f => f.Code is FindingCode.ProcMissing or FindingCode.LinkerRefused))
        {
            _ = Syscall.close(descriptor); // the linker keeps nothing of what it refused
        }

        return loaded;
    }

    /// <summary>The address of an export of this library itself; a name that it merely passes on from another library is refused.</summary>
    public nint Find(string export, out bool isElsewhere)
    {
        nint address = _linker.Symbol(_handle, export);
        isElsewhere = address != 0 && _linker.BeginOf(address) != _begin;
        return isElsewhere ? 0 : address;
    }

    private static Answer<SealedLibrary> Load(DynamicLinker linker, string path, string name, nint sealedAddress, ProcessMaps maps)
    {
        nint handle = linker.Open(path, out string? reason);
        if (handle == 0)
        {
            return Refused(LoadFindings.LinkerRefused(name, (reason ?? string.Empty).Replace(path, name, StringComparison.Ordinal)));
        }

        // The proof: the kernel says of the library's begin and of our own mapping of the sealed memory that they are one file.
        nint begin = linker.BeginOf(linker.DynamicSectionOf(handle));
        string? wanted = maps.FileAt(sealedAddress);
        string? found = begin == 0 ? null : maps.FileAt(begin);
        return wanted is not null && string.Equals(wanted, found, StringComparison.Ordinal)
            ? Answers.Passed(new SealedLibrary(linker, handle, begin))
            : Refused(LoadFindings.OtherBytes(name, wanted, found));
    }

    private static bool IsSameFile(string path, int descriptor)
        => Syscall.stat(path, out Stat named) == 0
            && Syscall.fstat(descriptor, out Stat held) == 0
            && named.st_dev == held.st_dev
            && named.st_ino == held.st_ino;

    private static Answer<SealedLibrary> Refused(Finding finding) => Answers.Refused<SealedLibrary>(finding);
}
