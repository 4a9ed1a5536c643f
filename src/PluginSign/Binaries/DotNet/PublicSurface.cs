using System.Reflection;
using System.Reflection.Metadata;

namespace PluginSign.Binaries.DotNet;

/// <summary>What other assemblies can name: public types, their public methods, and types that are forwarded elsewhere.</summary>
internal sealed class PublicSurface(MetadataNames names, SignatureText signatures)
{
    public List<BinaryExport> Exports { get; } = [];

    /// <summary>Public methods whose signature names a pointer.</summary>
    public int MethodsWithPointers { get; private set; }

    public void Read()
    {
        foreach (TypeDefinitionHandle handle in names.Reader.TypeDefinitions)
        {
            names.Budget.Entry();
            if (names.IsPublic(handle))
            {
                Type(handle);
            }
        }

        foreach (ExportedTypeHandle handle in names.Reader.ExportedTypes)
        {
            names.Budget.Entry();
            Exports.Add(new BinaryExport(names.Type(handle), ExportKind.Type, Forwarder: Target(handle)));
        }
    }

    private void Type(TypeDefinitionHandle handle)
    {
        string type = names.Type(handle);
        Exports.Add(new BinaryExport(type, ExportKind.Type));
        foreach (MethodDefinitionHandle each in names.Reader.GetTypeDefinition(handle).GetMethods())
        {
            names.Budget.Entry();
            MethodDefinition method = names.Reader.GetMethodDefinition(each);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public)
            {
                string signature = signatures.Member(method.Signature);
                MethodsWithPointers += signatures.HasPointer ? 1 : 0;
                Exports.Add(new BinaryExport(names.Budget.Join(type, '.', names.Text(method.Name)), ExportKind.Method, signature));
            }
        }
    }

    // Forwarded to another assembly, or held by another file of this one.
    private string? Target(ExportedTypeHandle handle)
    {
        EntityHandle target = handle;
        for (int depth = 0; target.Kind == HandleKind.ExportedType; depth++)
        {
            if (depth > Limits.DotNetNesting)
            {
                throw UnreadableBinaryException.TooMuch("types within types", Limits.DotNetNesting);
            }

            target = names.Reader.GetExportedType((ExportedTypeHandle)target).Implementation;
        }

        return target.Kind switch
        {
            HandleKind.AssemblyReference => names.Text(names.Reader.GetAssemblyReference((AssemblyReferenceHandle)target).Name),
            HandleKind.AssemblyFile => names.Text(names.Reader.GetAssemblyFile((AssemblyFileHandle)target).Name),
            _ => null,
        };
    }
}
