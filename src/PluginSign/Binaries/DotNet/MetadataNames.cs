using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace PluginSign.Binaries.DotNet;

/// <summary>Names of the metadata tables, each made once and paid for. <see cref="MetadataReader.GetString(StringHandle)"/> would decode a name of any length.</summary>
internal sealed class MetadataNames(MetadataReader reader, ReadingBudget budget)
{
    private readonly Dictionary<EntityHandle, string> _types = [];

    public MetadataReader Reader => reader;

    public ReadingBudget Budget => budget;

    public string Text(StringHandle handle)
    {
        if (handle.IsNil)
        {
            return "";
        }

        BlobReader bytes = reader.GetBlobReader(handle);
        if (bytes.Length > Limits.BinaryNameBytes)
        {
            throw UnreadableBinaryException.TooMuch("bytes in one name", Limits.BinaryNameBytes);
        }

        budget.Characters(bytes.Length);
        return bytes.ReadUTF8(bytes.Length);
    }

    /// <summary>The full name of a type: <c>Namespace.Outer+Inner</c>. Only definitions and references have one.</summary>
    public string Type(EntityHandle handle) => Type(handle, 0);

    /// <summary>The assembly that a reference leads to in the end; null when it stays in this one.</summary>
    public string? AssemblyOf(TypeReferenceHandle handle)
    {
        EntityHandle scope = handle;
        for (int depth = 0; scope.Kind == HandleKind.TypeReference; depth++)
        {
            CheckDepth(depth);
            scope = reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        }

        return scope.Kind == HandleKind.AssemblyReference && !scope.IsNil ? Text(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) : null;
    }

    /// <summary>Whether a type can be named from outside: it and all around it are public.</summary>
    public bool IsPublic(TypeDefinitionHandle handle)
    {
        for (int depth = 0; ; depth++)
        {
            CheckDepth(depth);
            TypeDefinition type = reader.GetTypeDefinition(handle);
            switch (type.Attributes & TypeAttributes.VisibilityMask)
            {
                case TypeAttributes.Public:
                    return true;
                case TypeAttributes.NestedPublic when type.GetDeclaringType() is { IsNil: false } outer:
                    handle = outer;
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>The value blobs of the attributes of this type.</summary>
    public ImmutableArray<BlobReader> Attributes(CustomAttributeHandleCollection attributes, string typeName)
    {
        ImmutableArray<BlobReader>.Builder found = ImmutableArray.CreateBuilder<BlobReader>();
        foreach (CustomAttributeHandle handle in attributes)
        {
            budget.Entry();
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            EntityHandle type = attribute.Constructor.Kind switch
            {
                HandleKind.MemberReference => reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent,
                HandleKind.MethodDefinition => reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType(),
                _ => default,
            };
            if (type.Kind is HandleKind.TypeReference or HandleKind.TypeDefinition && string.Equals(Type(type), typeName, StringComparison.Ordinal))
            {
                found.Add(reader.GetBlobReader(attribute.Value));
            }
        }

        return found.DrainToImmutable();
    }

    private static void CheckDepth(int depth)
    {
        if (depth > Limits.DotNetNesting)
        {
            throw UnreadableBinaryException.TooMuch("types within types", Limits.DotNetNesting);
        }
    }

    private string Type(EntityHandle handle, int depth)
    {
        CheckDepth(depth);
        if (_types.TryGetValue(handle, out string? known))
        {
            return known;
        }

        (EntityHandle outer, StringHandle space, StringHandle name) = Parts(handle);
        string text = Text(name);
        if (!outer.IsNil)
        {
            text = budget.Join(Type(outer, depth + 1), '+', text);
        }
        else if (!space.IsNil)
        {
            text = budget.Join(Text(space), '.', text);
        }

        _types.Add(handle, text);
        return text;
    }

    private (EntityHandle Outer, StringHandle Space, StringHandle Name) Parts(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                TypeDefinition definition = reader.GetTypeDefinition((TypeDefinitionHandle)handle);
                return (definition.GetDeclaringType(), definition.Namespace, definition.Name);
            case HandleKind.TypeReference:
                TypeReference reference = reader.GetTypeReference((TypeReferenceHandle)handle);
                return (reference.ResolutionScope.Kind == HandleKind.TypeReference ? reference.ResolutionScope : default, reference.Namespace, reference.Name);
            case HandleKind.ExportedType:
                ExportedType exported = reader.GetExportedType((ExportedTypeHandle)handle);
                return (exported.Implementation.Kind == HandleKind.ExportedType ? exported.Implementation : default, exported.Namespace, exported.Name);
            default:
                throw UnreadableBinaryException.Malformed("a type is named by something that is no type", null, handle.Kind.ToString());
        }
    }
}
