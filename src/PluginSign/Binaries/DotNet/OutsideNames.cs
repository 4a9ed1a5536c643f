using System.Reflection;
using System.Reflection.Metadata;

namespace PluginSign.Binaries.DotNet;

/// <summary>What the assembly names elsewhere: types and members of other assemblies, and native functions.</summary>
internal sealed class OutsideNames(MetadataNames names, SignatureText signatures)
{
    public List<BinaryImport> Imports { get; } = [];

    public List<DotNetPInvoke> PInvokes { get; } = [];

    /// <summary>Methods in machine code of the image itself.</summary>
    public int NativeMethods { get; private set; }

    public bool UsesUnsafeClass { get; private set; }

    public void Read()
    {
        foreach (TypeReferenceHandle handle in names.Reader.TypeReferences)
        {
            names.Budget.Entry();
            if (names.AssemblyOf(handle) is { } assembly)
            {
                string type = names.Type(handle);
                UsesUnsafeClass |= type is "System.Runtime.CompilerServices.Unsafe";
                Imports.Add(new BinaryImport(type, assembly));
            }
        }

        foreach (MemberReferenceHandle handle in names.Reader.MemberReferences)
        {
            names.Budget.Entry();
            Member(names.Reader.GetMemberReference(handle));
        }

        foreach (MethodDefinitionHandle handle in names.Reader.MethodDefinitions)
        {
            names.Budget.Entry();
            Method(names.Reader.GetMethodDefinition(handle));
        }
    }

    private void Member(MemberReference member)
    {
        EntityHandle parent = member.Parent;
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            parent = SignatureText.NamedType(names.Reader, (TypeSpecificationHandle)parent);
        }

        if (parent.Kind == HandleKind.TypeReference && !parent.IsNil && names.AssemblyOf((TypeReferenceHandle)parent) is { } assembly)
        {
            string name = names.Budget.Join(names.Type(parent), '.', names.Text(member.Name));
            Imports.Add(new BinaryImport(name, assembly, Signature: signatures.Member(member.Signature)));
        }
    }

    private void Method(MethodDefinition method)
    {
        if (method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        {
            MethodImport import = method.GetImport();
            if (!import.Module.IsNil)
            {
                string library = names.Text(names.Reader.GetModuleReference(import.Module).Name);
                string entry = names.Text(import.Name.IsNil ? method.Name : import.Name);
                string declared = names.Budget.Join(names.Type(method.GetDeclaringType()), '.', names.Text(method.Name));
                PInvokes.Add(new DotNetPInvoke(library, entry, declared));
                Imports.Add(new BinaryImport(entry, library, Signature: signatures.Member(method.Signature)));
                return;
            }
        }

        NativeMethods += (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.Native ? 1 : 0;
    }
}
