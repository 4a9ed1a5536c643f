using System.Runtime.InteropServices;

namespace PluginSign.Interop.Tests.Pkcs11;

/// <summary>.NET keeps a copy of the environment; native code in this process reads the C library's.</summary>
internal static partial class Libc
{
    public static void SetVariable(string name, string value)
    {
        if (SetEnv(name, value, 1) != 0)
        {
            throw new InvalidOperationException("setenv failed");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnv(string name, string value, int overwrite);
}
