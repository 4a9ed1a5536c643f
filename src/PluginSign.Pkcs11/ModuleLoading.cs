using System.Reflection;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.HighLevelAPI;

namespace PluginSign.Pkcs11;

/// <summary>
/// Pkcs11Interop asks for <c>libdl</c>, whose plain name only development packages bring: at run time glibc has <c>libdl.so.2</c>, and newer or other C libraries have
/// the functions in <c>libc</c>.
/// </summary>
internal static class ModuleLoading
{
    private static readonly string[] Homes = ["libdl.so.2", "libc.so.6", "libc.so"];

    private static readonly Lazy<bool> Resolver = new(Set);

    /// <summary>Call before the first use of Pkcs11Interop.</summary>
    public static void Prepare() => _ = Resolver.Value;

    private static bool Set()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, Resolve);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // the host has its own resolver for this assembly, and that one is asked
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name is not "libdl")
        {
            return 0;
        }

        foreach (string home in Homes)
        {
            if (NativeLibrary.TryLoad(home, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
