using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PluginSign.Files.Native;

/// <summary>The file that this library's code came from: its assembly, or the native program or library that it was compiled into.</summary>
internal static unsafe class OwnImage
{
    /// <summary>The folder of our image, which is not always the folder of the program that has loaded us. It is absolute, or empty when it is not known.</summary>
    public static string Folder()
    {
        string image = Image();
        return Path.IsPathFullyQualified(image) ? Path.GetDirectoryName(image) ?? string.Empty : string.Empty;
    }

    private static string Image()
    {
        string assembly = AssemblyPath();
        if (assembly.Length > 0)
        {
            return assembly;
        }

        // Compiled code alone lies in a file: what a just-in-time compiler makes lies in memory, or in a memory file that looks like one.
        // The base directory is what is left to an assembly that came from bytes or from a bundle.
        return (RuntimeFeature.IsDynamicCodeSupported ? null : FileOf((nint)(delegate* unmanaged<void>)&Mark)) ?? AppContext.BaseDirectory;
    }

    /// <summary>The path of the file that is mapped at an address; null when the kernel doesn't say.</summary>
    internal static string? FileOf(nint address, string processFolder = "/proc/self")
    {
        try
        {
            return new ProcessMaps(processFolder).PathAt(address);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Not a pragma: the native compiler judges the compiled code once more.
    [UnconditionalSuppressMessage("SingleFile", "IL3000:Avoid accessing Assembly file path when publishing as a single file", Justification = "empty in native code and in a single file, and then it is not used")]
    private static string AssemblyPath() => typeof(OwnImage).Assembly.Location;

    [UnmanagedCallersOnly]
    private static void Mark()
    {
        // Its address is inside our own code.
    }
}
