using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace PluginSign.Tests.Binaries.DotNet;

/// <summary>Assemblies that no compiler makes.</summary>
internal sealed class AssemblyForge
{
    private readonly MetadataBuilder _metadata = new();
    private int _methods = 1;

    public AssemblyForge()
    {
        _metadata.AddModule(0, _metadata.GetOrAddString("forged.dll"), _metadata.GetOrAddGuid(Guid.Empty), default, default);
        _metadata.AddAssembly(_metadata.GetOrAddString("forged"), new Version(1, 2, 3, 4), default, default, default, AssemblyHashAlgorithm.None);
    }

    public MetadataBuilder Metadata => _metadata;

    public CorFlags Flags { get; set; } = CorFlags.ILOnly;

    public Machine Machine { get; set; } = Machine.I386;

    /// <summary>A public type; its methods follow.</summary>
    public TypeDefinitionHandle Type(string name, TypeAttributes attributes = TypeAttributes.Public)
        => _metadata.AddTypeDefinition(attributes, default, _metadata.GetOrAddString(name), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(_methods));

    public MethodDefinitionHandle Method(string name, byte[] signature, MethodAttributes attributes = MethodAttributes.Public | MethodAttributes.Static, MethodImplAttributes kind = MethodImplAttributes.IL)
    {
        _methods++;
        return _metadata.AddMethodDefinition(attributes, kind, _metadata.GetOrAddString(name), _metadata.GetOrAddBlob(signature), -1, default);
    }

    public byte[] Bytes()
    {
        PEHeaderBuilder header = new(Machine, imageCharacteristics: Characteristics.Dll | Characteristics.ExecutableImage);
        ManagedPEBuilder builder = new(header, new MetadataRootBuilder(_metadata, suppressValidation: true), new BlobBuilder(), flags: Flags);
        BlobBuilder image = new();
        builder.Serialize(image);
        ImmutableArray<byte> bytes = image.ToImmutableArray();
        return [.. bytes];
    }
}
