using System.Runtime.InteropServices;
using System.Text;

namespace PluginSign.Files.Native;

/// <summary>dlopen(3) and its kin, which the process has already: bound before the first use, because a binding between a failure and dlerror(3) would clear the message.</summary>
/// <remarks>Asked of the main program, so that it does not matter whether they live in libc or, before glibc 2.34, in libdl.</remarks>
internal sealed unsafe class DynamicLinker
{
    // dlfcn.h. RTLD_NOW: a library with an undefined function is refused before any of its constructors runs. RTLD_LOCAL is 0.
    private const int BindNow = 2;

    // RTLD_DI_LINKMAP of dlinfo(3)
    private const int LinkMap = 2;

    private readonly delegate* unmanaged<byte*, int, nint> _open;
    private readonly delegate* unmanaged<nint, byte*, nint> _symbol;
    private readonly delegate* unmanaged<nint, SymbolPlace*, int> _address;
    private readonly delegate* unmanaged<nint, int, nint*, int> _info;
    private readonly delegate* unmanaged<byte*> _error;

    private DynamicLinker(nint open, nint symbol, nint address, nint info, nint error)
    {
        _open = (delegate* unmanaged<byte*, int, nint>)open;
        _symbol = (delegate* unmanaged<nint, byte*, nint>)symbol;
        _address = (delegate* unmanaged<nint, SymbolPlace*, int>)address;
        _info = (delegate* unmanaged<nint, int, nint*, int>)info;
        _error = (delegate* unmanaged<byte*>)error;
    }

    /// <summary>Null when the process has no dynamic linker.</summary>
    public static DynamicLinker? OfThisProcess()
    {
        nint program = NativeLibrary.GetMainProgramHandle();
        return NativeLibrary.TryGetExport(program, "dlopen", out nint open)
            && NativeLibrary.TryGetExport(program, "dlsym", out nint symbol)
            && NativeLibrary.TryGetExport(program, "dladdr", out nint address)
            && NativeLibrary.TryGetExport(program, "dlinfo", out nint info)
            && NativeLibrary.TryGetExport(program, "dlerror", out nint error)
                ? new DynamicLinker(open, symbol, address, info, error)
                : null;
    }

    /// <summary>Loads by name; constructors run in here. 0 with a reason when it is refused.</summary>
    public nint Open(string name, out string? reason)
    {
        fixed (byte* text = Terminated(name))
        {
            _ = _error(); // an older message is not ours
            nint handle = _open(text, BindNow);
            reason = handle == 0 ? Message() : null;
            return handle;
        }
    }

    /// <summary>The address of a name in a library or in what it depends on; 0 when there is none.</summary>
    public nint Symbol(nint library, string name)
    {
        fixed (byte* text = Terminated(name))
        {
            return _symbol(library, text);
        }
    }

    /// <summary>Where the library begins that holds an address; 0 when none does.</summary>
    public nint BeginOf(nint address)
    {
        SymbolPlace place = default;
        return _address(address, &place) != 0 ? place.LibraryBegin : 0;
    }

    /// <summary>An address inside a loaded library that every library has: its dynamic section. 0 when the linker doesn't say.</summary>
    public nint DynamicSectionOf(nint library)
    {
        // struct link_map (link.h): l_addr, l_name, l_ld; the same in glibc and musl.
        nint map = 0;
        return _info(library, LinkMap, &map) == 0 && map != 0 ? ((nint*)map)[2] : 0;
    }

    private string Message() => Marshal.PtrToStringUTF8((nint)_error()) ?? "no reason given";

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');

    // Dl_info of dlfcn.h
    [StructLayout(LayoutKind.Sequential)]
    private struct SymbolPlace
    {
        public nint LibraryName;
        public nint LibraryBegin;
        public nint SymbolName;
        public nint SymbolAddress;
    }
}
