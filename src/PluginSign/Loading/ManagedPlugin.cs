using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Loading;

/// <summary>A .NET assembly that runs in this process, loaded from the very bytes that were verified.</summary>
/// <remarks>
/// It has no place on disk: <see cref="Assembly.Location"/> is empty. Disposing asks the runtime to unload it, which happens when nothing
/// of it is in use any more. Code of the plugin can do whatever the process can: the rules here are about what is loaded, not a sandbox.
/// </remarks>
[RequiresUnreferencedCode("A plugin's code is not known when the host is trimmed.")]
[RequiresDynamicCode("A plugin's code is compiled when it runs.")]
public sealed class ManagedPlugin : IDisposable
{
    private readonly PluginAssemblies _assemblies;
    private readonly Assembly _assembly;
    private readonly string _name;
    private bool _disposed;

    private ManagedPlugin(PluginAssemblies assemblies, Assembly assembly, string name)
    {
        _assemblies = assemblies;
        _assembly = assembly;
        _name = name;
    }

    /// <summary>Loads a verified assembly. None of its code runs yet.</summary>
    /// <param name="plugin">From <see cref="PluginVerifier"/>. It may be disposed afterwards.</param>
    /// <param name="sharedAssemblies">The host's own assemblies that plugins may refer to, above all the one with the host's plugin interface.</param>
    /// <param name="dependencies">Verified assemblies that the plugin may refer to. Nothing else is loaded for it but .NET's own.</param>
    /// <returns>The plugin, or the reason: 8006, 8007, 8010, or 9022 where no code can be compiled.</returns>
    /// <exception cref="ObjectDisposedException">A plugin was disposed.</exception>
    public static Answer<ManagedPlugin> Load(HeldPlugin plugin, IReadOnlyList<Assembly> sharedAssemblies, params IReadOnlyList<HeldPlugin> dependencies)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(sharedAssemblies);
        ArgumentNullException.ThrowIfNull(dependencies);
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return Refused(Finding.Error(
                FindingCode.LoadingUnsupported, "managed plugins need a runtime that compiles code", ".NET with a just-in-time compiler", "a native program (NativeAOT)", "use a native plugin"));
        }

        List<Finding> findings = [];
        List<AssemblyImage> images = [];
        foreach (HeldPlugin verified in dependencies.Prepend(plugin))
        {
            ArgumentNullException.ThrowIfNull(verified, nameof(dependencies));
            Answer<AssemblyImage> read = AssemblyImage.Read(verified);
            findings.AddRange(read.Findings);
            if (read.TryGetValue(out AssemblyImage? image))
            {
                images.Add(image);
            }
        }

        findings.AddRange(images.GroupBy(static i => i.Name, StringComparer.OrdinalIgnoreCase).Where(static g => g.Count() > 1).Select(Repeated));
        return findings.Count > 0 ? Refused([.. findings]) : Load([.. images], sharedAssemblies);
    }

    /// <summary>Makes an object of one of the plugin's types. The plugin's code runs in here, and what its constructor throws comes out.</summary>
    /// <typeparam name="T">What the host knows it as: a type of one of the shared assemblies.</typeparam>
    /// <param name="typeName">The type's full name, without its assembly.</param>
    /// <returns>The object, or <see cref="FindingCode.TypeMissing"/>, <see cref="FindingCode.TypeUnsuitable"/> or <see cref="FindingCode.AssemblyNotVerified"/>.</returns>
    public Answer<T> CreateInstance<T>(string typeName)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(typeName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(typeName.Length, Limits.ExportNameCharacters, nameof(typeName));
        ObjectDisposedException.ThrowIf(_disposed, this);
        Answer<Type> found = Find(typeName, typeof(T));
        return found.TryGetValue(out Type? type)
            ? Answers.Passed((T)Activator.CreateInstance(
                type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!)
            : Answers.Refused<T>(found.Findings);
    }

    /// <summary>Asks the runtime to unload the plugin, once nothing of it is in use.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _assemblies.Unload();
        }
    }

    private static Answer<ManagedPlugin> Load(ImmutableArray<AssemblyImage> images, IReadOnlyList<Assembly> shared)
    {
        PluginAssemblies assemblies = new(images, shared);
        ImmutableArray<Finding> unresolved = [.. images.SelectMany(assemblies.Unresolved)];
        try
        {
            if (unresolved.IsEmpty)
            {
                return Answers.Passed(new ManagedPlugin(assemblies, assemblies.LoadVerified(images[0]), images[0].FileName));
            }
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException)
        {
            unresolved = [Finding.Error(FindingCode.NotAnAssembly, $"the runtime refuses {images[0].FileName}", "an assembly for this runtime and processor", e.Message)];
        }

        assemblies.Unload();
        return Refused(unresolved);
    }

    private Answer<Type> Find(string typeName, Type wanted)
    {
        try
        {
            Type? type = _assembly.GetType(typeName, throwOnError: false);
            if (type is null)
            {
                return Answers.Refused<Type>(Finding.Error(
                    FindingCode.TypeMissing, $"{_name} has no type `{typeName}`", typeName, "no such type"));
            }

            return WhyUnsuitable(type, wanted) is { } reason
                ? Answers.Refused<Type>(Finding.Error(
                    FindingCode.TypeUnsuitable, $"`{typeName}` of {_name} cannot be used as {wanted.FullName}", $"a public {wanted.FullName} with a constructor without arguments", reason))
                : Answers.Passed(type);
        }
        catch (FileNotFoundException e)
        {
            return Answers.Refused<Type>(Finding.Error(FindingCode.AssemblyNotVerified, $"`{typeName}` of {_name} needs an assembly that it may not have", null, e.Message));
        }
        catch (TypeLoadException e)
        {
            return Answers.Refused<Type>(Finding.Error(
                FindingCode.TypeUnsuitable, $"`{typeName}` of {_name} cannot be loaded", null, e.Message));
        }
    }

    private static string? WhyUnsuitable(Type type, Type wanted)
    {
        if (!wanted.IsAssignableFrom(type))
        {
            // The usual mistake: the plugin brings its own copy of the interface, and two types of one name are two types.
            Type? namesake = type.GetInterfaces().Append(type.BaseType).FirstOrDefault(t => string.Equals(t?.FullName, wanted.FullName, StringComparison.Ordinal));
            return namesake is null
                ? "the type does not implement it"
                : $"the type implements that of {namesake.Assembly.FullName}: share the host's assembly, and leave out the plugin's copy";
        }

        return type switch
        {
            { IsVisible: false } => "the type is not public",
            { IsAbstract: true } or { ContainsGenericParameters: true } => "the type is abstract or generic",
            _ when type.GetConstructor(Type.EmptyTypes) is null => "it has no public constructor without arguments",
            _ => null,
        };
    }

    private static Finding Repeated(IGrouping<string, AssemblyImage> assemblies) => Finding.Error(
        FindingCode.AssemblyRepeated,
        $"several of the assemblies are called {assemblies.Key}",
        "one assembly of a name",
        string.Join(", ", assemblies.Select(static a => a.FileName)));

    private static Answer<ManagedPlugin> Refused(params ImmutableArray<Finding> findings) => Answers.Refused<ManagedPlugin>(findings);
}
