using System.Runtime.InteropServices;
using PluginSign.Files.Native;
using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Loading;

/// <summary>A native library that runs in this process, loaded from the very bytes that were verified.</summary>
/// <remarks>
/// It is never unloaded: nobody can know which threads, callbacks and thread-locals of a library are still in use, and glibc gives a name
/// that is free again to the library that had it before. Each load keeps one file descriptor for the life of the process.
/// </remarks>
public sealed class NativePlugin
{
    private readonly SealedLibrary _library;
    private readonly string _name;

    private NativePlugin(SealedLibrary library, string name)
    {
        _library = library;
        _name = name;
    }

    /// <summary>Loads a verified library, its dependencies first. Constructors run in here, but none before every function of its library is defined.</summary>
    /// <param name="plugin">From <see cref="PluginVerifier"/>. It may be disposed afterwards.</param>
    /// <param name="dependencies">
    /// Verified libraries that the plugin, or a later one of these, needs, in the order in which they can be loaded. The dynamic linker
    /// matches them by SONAME. What is not named here is looked for in the system's own places.
    /// </param>
    /// <returns>The plugin, or the reason: 8002, 8003, or 902x when the system does not let it.</returns>
    /// <exception cref="ObjectDisposedException">A plugin was disposed.</exception>
    public static Answer<NativePlugin> Load(HeldPlugin plugin, params IReadOnlyList<HeldPlugin> dependencies)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(dependencies);
        foreach (HeldPlugin dependency in dependencies)
        {
            ArgumentNullException.ThrowIfNull(dependency, nameof(dependencies));
            Answer<NativePlugin> loaded = LoadOne(dependency);
            if (!loaded.Passed)
            {
                return loaded;
            }
        }

        return LoadOne(plugin);
    }

    /// <summary>A function of the plugin, callable from here.</summary>
    /// <typeparam name="TDelegate">A delegate that describes the function's arguments; a wrong one is undefined behaviour, as everywhere in native code.</typeparam>
    /// <param name="name">The exported name, exactly.</param>
    /// <returns>The function, or <see cref="FindingCode.ExportMissing"/> or <see cref="FindingCode.ExportElsewhere"/>.</returns>
    public Answer<TDelegate> GetExport<TDelegate>(string name)
        where TDelegate : Delegate
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, Limits.ExportNameCharacters, nameof(name));
        nint address = _library.Find(name, out bool isElsewhere);
        if (address != 0)
        {
            return Answers.Passed(Marshal.GetDelegateForFunctionPointer<TDelegate>(address));
        }

        return Answers.Refused<TDelegate>(isElsewhere
            ? Finding.Error(FindingCode.ExportElsewhere, $"`{name}` is not {_name}'s own: another library defines it", _name, null)
            : Finding.Error(FindingCode.ExportMissing, $"{_name} does not export `{name}`", name, "no such export"));
    }

    private static Answer<NativePlugin> LoadOne(HeldPlugin plugin)
    {
        string name = plugin.Proof.FileName;
        Answer<SealedLibrary> loaded = plugin.Snapshot.Read(_ => SealedLibrary.Load(plugin.Snapshot, name));
        return loaded.TryGetValue(out SealedLibrary? library)
            ? Answers.Passed(new NativePlugin(library, name), loaded.Findings)
            : Answers.Refused<NativePlugin>(loaded.Findings);
    }
}
