using System.Reflection.Metadata;

namespace PluginSign.Binaries.DotNet;

/// <summary>What the manifest and the attributes of an assembly say.</summary>
internal static class AssemblyMarks
{
    private const ushort AttributeProlog = 1;
    private const int TokenBytes = 8;

    public static string? TargetFramework(MetadataNames names, AssemblyDefinition assembly)
    {
        foreach (BlobReader found in names.Attributes(assembly.GetCustomAttributes(), "System.Runtime.Versioning.TargetFrameworkAttribute"))
        {
            BlobReader value = found;
            if (value.Length <= Limits.BinaryNameBytes && value.ReadUInt16() == AttributeProlog)
            {
                names.Budget.Characters(value.Length);
                return value.ReadSerializedString();
            }
        }

        return null;
    }

    public static int? SearchPaths(MetadataNames names, AssemblyDefinition assembly)
    {
        foreach (BlobReader found in names.Attributes(assembly.GetCustomAttributes(), "System.Runtime.InteropServices.DefaultDllImportSearchPathsAttribute"))
        {
            BlobReader value = found;
            return value.ReadUInt16() == AttributeProlog ? value.ReadInt32() : null;
        }

        return null;
    }

    public static DotNetReference Reference(MetadataNames names, AssemblyReferenceHandle handle)
    {
        names.Budget.Entry();
        AssemblyReference reference = names.Reader.GetAssemblyReference(handle);
        BlobReader key = names.Reader.GetBlobReader(reference.PublicKeyOrToken);
        string? token = key.Length == TokenBytes ? Convert.ToHexStringLower(key.ReadBytes(TokenBytes)) : null;
        return new DotNetReference(names.Text(reference.Name), reference.Version.ToString(), token);
    }

    /// <summary>The type of the first row is the module itself (ECMA-335, II.22.37); its static constructor is the initializer.</summary>
    public static bool HasModuleInitializer(MetadataNames names)
    {
        foreach (TypeDefinitionHandle module in names.Reader.TypeDefinitions)
        {
            foreach (MethodDefinitionHandle handle in names.Reader.GetTypeDefinition(module).GetMethods())
            {
                names.Budget.Entry();
                if (names.Text(names.Reader.GetMethodDefinition(handle).Name) is ".cctor")
                {
                    return true;
                }
            }

            return false;
        }

        return false;
    }

    public static IEnumerable<string> Unsafe(MetadataNames names, PublicSurface surface, OutsideNames outside)
    {
        if (names.Attributes(names.Reader.GetCustomAttributes(EntityHandle.ModuleDefinition), "System.Security.UnverifiableCodeAttribute").Length > 0)
        {
            yield return "UnverifiableCodeAttribute";
        }

        if (surface.MethodsWithPointers > 0)
        {
            yield return FormattableString.Invariant($"{surface.MethodsWithPointers} public methods with pointers");
        }

        if (outside.NativeMethods > 0)
        {
            yield return FormattableString.Invariant($"{outside.NativeMethods} methods in machine code");
        }

        if (outside.UsesUnsafeClass)
        {
            yield return "System.Runtime.CompilerServices.Unsafe";
        }
    }
}
