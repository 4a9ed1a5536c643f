using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Loading;

/// <summary>The only place where a managed plugin's references lead: verified bytes, what the host shares by name, and .NET itself. Everything else is refused.</summary>
[RequiresUnreferencedCode("A plugin's code is not known when the host is trimmed.")]
internal sealed class PluginAssemblies : AssemblyLoadContext
{
    private readonly Dictionary<string, AssemblyImage> _images;
    private readonly Dictionary<string, Assembly> _shared;
    private readonly HashSet<string> _framework;

    public PluginAssemblies(ImmutableArray<AssemblyImage> images, IReadOnlyList<Assembly> shared)
        : base($"plugin {images[0].Name}", isCollectible: true)
    {
        _images = images.ToDictionary(static i => i.Name, StringComparer.OrdinalIgnoreCase);
        _shared = shared.DistinctBy(NameOf, StringComparer.OrdinalIgnoreCase).ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);
        _framework = FrameworkAssemblies.Names();
    }

    /// <summary>What an assembly refers to and would not get, before any of it is loaded.</summary>
    public IEnumerable<Finding> Unresolved(AssemblyImage image)
        => image.References.Where(r => !_images.ContainsKey(r) && !_shared.ContainsKey(r) && !_framework.Contains(r)).Select(r => Finding.Error(
            FindingCode.AssemblyNotVerified,
            $"{image.FileName} refers to the assembly {r}, which is neither verified nor shared by the host",
            r,
            "only what was named",
            $"verify {r}.dll and name it among the dependencies, or share the host's own"));

    /// <summary>Loads from the verified bytes.</summary>
    /// <exception cref="BadImageFormatException">The runtime refuses them.</exception>
    /// <exception cref="FileLoadException">The runtime refuses them, or loaded other ones.</exception>
    public Assembly LoadVerified(AssemblyImage image)
    {
        using MemoryStream bytes = new(ImmutableCollectionsMarshal.AsArray(image.Bytes)!, writable: false);
        Assembly assembly = LoadFromStream(bytes);
        return LoadedMetadata.Equals(assembly, image.Metadata.AsSpan())
            ? assembly
            : throw new FileLoadException($"the runtime loaded another assembly than the verified {image.FileName}");
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name ?? string.Empty;
        if (_images.TryGetValue(name, out AssemblyImage? image) && string.IsNullOrEmpty(assemblyName.CultureName))
        {
            return LoadVerified(image);
        }

        if (_shared.TryGetValue(name, out Assembly? shared))
        {
            return shared;
        }

        // null would let the runtime look in its own places, and that is right for .NET itself alone.
        return _framework.Contains(name)
            ? null
            : throw new FileNotFoundException($"the plugin asked for the assembly {name}, which is neither verified nor shared by the host", name);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
        => throw new DllNotFoundException($"the plugin asked for the native library {unmanagedDllName}; a managed plugin loads none, because nobody has verified it");

    private static string NameOf(Assembly assembly) => assembly.GetName().Name ?? string.Empty;
}
