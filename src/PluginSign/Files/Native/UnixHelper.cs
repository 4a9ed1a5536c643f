using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mono.Unix.Native;

namespace PluginSign.Files.Native;

/// <summary>Where the native half of Mono.Unix comes from: the folder of our own image, and nowhere else.</summary>
/// <remarks>
/// The runtime would look beside the program that has loaded us, and then wherever the linker's environment says. In somebody else's host the first finds nothing;
/// and what lies there with that name would be run by the code that is to say what may run.
/// </remarks>
internal static class UnixHelper
{
    public const string FileName = "libMono.Unix.so";

    // What the runtime asks for: `libMono.Unix`, in native code `Mono.Unix`.
    private const string Asked = "Mono.Unix";

#pragma warning disable CA2255 // a library of ours, not a program: but every call of Mono.Unix has to come after this one, from whatever type of ours it comes first
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        Take(typeof(Syscall).Assembly);
        Take(typeof(UnixHelper).Assembly);
    }

    /// <summary>The places where the helper may lie, below the folder of our image; absolute, and the first one that loads is taken.</summary>
    public static string[] Places(string folder, Architecture architecture)
        => folder.Length == 0 ? [] : [Path.Combine(folder, FileName), Path.Combine(folder, "runtimes", "linux-" + NameOf(architecture), "native", FileName)];

    // A host that has given Mono.Unix a resolver of its own before us answers for what that one loads.
    private static void Take(Assembly assembly)
    {
        try
        {
            NativeLibrary.SetDllImportResolver(assembly, Resolve);
        }
        catch (InvalidOperationException)
        {
            // There is one already.
        }
    }

    // 0 leaves the name to the runtime's own search.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0; // the file has other names there, and paths are not judged by it
        }

        if (name.Contains(Asked, StringComparison.Ordinal))
        {
            return Helper(OwnImage.Folder());
        }

        // The process has it already; without this the runtime tries a hundred names for Mono.Unix before it comes to this one. musl has none: the runtime's search.
        return name is "libc" && NativeLibrary.TryLoad("libc.so.6", out nint library) ? library : 0;
    }

    private static nint Helper(string folder)
    {
        foreach (string place in Places(folder, RuntimeInformation.ProcessArchitecture))
        {
            if (NativeLibrary.TryLoad(place, out nint library))
            {
                return library;
            }
        }

        // Not 0: the runtime would go and search.
        throw new DllNotFoundException($"{FileName} must lie beside PluginSign{(folder.Length == 0 ? ", and where that is is not known" : $", in {folder}")}");
    }

    // The names of .NET's runtime identifiers.
    private static string NameOf(Architecture architecture) => architecture switch
    {
        Architecture.X64 => "x64",
        Architecture.X86 => "x86",
        Architecture.Arm64 => "arm64",
        Architecture.Arm => "arm",
        _ => "other",
    };
}
