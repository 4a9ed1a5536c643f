using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Loading;

/// <summary>Verified bytes, read as a .NET assembly: its name and what it refers to, before anything of it is loaded.</summary>
internal sealed record AssemblyImage(string FileName, string Name, ImmutableArray<string> References, ImmutableArray<byte> Bytes, ImmutableArray<byte> Metadata)
{
    public static Answer<AssemblyImage> Read(HeldPlugin plugin)
    {
        string fileName = plugin.Proof.FileName;
        try
        {
            // The runtime copies what it loads; this copy is read, and handed over, after the plugin may have been disposed.
            ImmutableArray<byte> copy = ImmutableCollectionsMarshal.AsImmutableArray(plugin.Snapshot.Read(static bytes => bytes.ToArray()));
            using PEReader image = new(copy);
            if (!image.HasMetadata)
            {
                return Refused(fileName, "a binary without .NET metadata");
            }

            MetadataReader metadata = image.GetMetadataReader();
            if (!metadata.IsAssembly)
            {
                return Refused(fileName, "a .NET module without an assembly's name");
            }

            ImmutableArray<string> references =
            [
                .. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name)),
            ];
            return Answers.Passed(new AssemblyImage(
                fileName, metadata.GetString(metadata.GetAssemblyDefinition().Name), references, copy, image.GetMetadata().GetContent()));
        }
        catch (BadImageFormatException e)
        {
            return Refused(fileName, e.Message);
        }
    }

    private static Answer<AssemblyImage> Refused(string fileName, string actual) => Answers.Refused<AssemblyImage>(Finding.Error(
        FindingCode.NotAnAssembly, $"{fileName} is not a .NET assembly", "a .NET assembly", actual));
}
