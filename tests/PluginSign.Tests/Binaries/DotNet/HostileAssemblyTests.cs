using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PluginSign.Binaries;
using PluginSign.Binaries.DotNet;
using PluginSign.Findings;

namespace PluginSign.Tests.Binaries.DotNet;

public sealed class HostileAssemblyTests
{
    // static void ()
    private static readonly byte[] s_plain = [0, 0, 1];

    [Theory]
    [InlineData(0x0F)]
    [InlineData(0x1D)]
    [InlineData(0x10)]
    [InlineData(0x45)]
    public void A_signature_that_nests_without_end_is_refused(byte element)
    {
        AssemblyForge forge = new();
        forge.Type("<Module>", default);
        forge.Type("T");
        forge.Method("M", [0, 0, .. Enumerable.Repeat(element, 1_000_000), 8]);
        Assert.Equal(FindingCode.BinaryTooLarge, DotNetReader.Read(forge.Bytes()).RefusedWith());
    }

    [Fact]
    public void Function_pointers_within_function_pointers_are_refused()
    {
        AssemblyForge forge = new();
        forge.Type("<Module>", default);
        forge.Type("T");
        forge.Method("M", [0, 0, .. Enumerable.Repeat((byte[])[0x1B, 0, 0], 100_000).SelectMany(static b => b), 1]);
        Assert.Equal(FindingCode.BinaryTooLarge, DotNetReader.Read(forge.Bytes()).RefusedWith());
    }

    [Fact]
    public void A_type_within_itself_is_refused()
    {
        AssemblyForge forge = new();
        forge.Type("<Module>", default);
        TypeDefinitionHandle a = forge.Type("A", TypeAttributes.NestedPublic);
        TypeDefinitionHandle b = forge.Type("B", TypeAttributes.NestedPublic);
        forge.Metadata.AddNestedType(a, b);
        forge.Metadata.AddNestedType(b, a);
        Assert.Equal(FindingCode.BinaryTooLarge, DotNetReader.Read(forge.Bytes()).RefusedWith());
    }

    [Fact]
    public void A_long_name_before_many_methods_is_bounded()
    {
        AssemblyForge forge = new();
        forge.Type("<Module>", default);
        forge.Type(new string('n', 60_000));
        for (int i = 0; i < 20_000; i++)
        {
            forge.Method("m", s_plain);
        }

        Assert.Equal(FindingCode.BinaryTooLarge, DotNetReader.Read(forge.Bytes()).RefusedWith());
    }

    [Fact]
    public void A_name_beyond_the_cap_is_refused()
    {
        AssemblyForge forge = new();
        forge.Type("<Module>", default);
        forge.Type(new string('n', Limits.BinaryNameBytes + 1));
        Assert.Equal(FindingCode.BinaryTooLarge, DotNetReader.Read(forge.Bytes()).RefusedWith());
    }

    [Fact]
    public void A_module_initializer_is_told()
    {
        AssemblyForge forge = new();
        forge.Type("<Module>", default);
        forge.Method(".cctor", s_plain, MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.SpecialName);
        forge.Type("T");
        BinaryFacts facts = DotNetReader.Read(forge.Bytes()).Facts();
        Assert.True(facts.DotNet!.HasModuleInitializer);
        Assert.Equal(["module initializer <Module>..cctor"], facts.Constructors);
        Assert.Equal(["T"], facts.Names());
        Assert.True(facts.DotNet.IsIlOnly);
        Assert.Equal("1.2.3.4", facts.DotNet.AssemblyVersion);
    }

    [Fact]
    public void A_native_call_is_told_with_its_library()
    {
        AssemblyForge forge = new();
        forge.Type("<Module>", default);
        forge.Type("T", default);
        MethodDefinitionHandle method = forge.Method("Run", s_plain, MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.PinvokeImpl);
        ModuleReferenceHandle libc = forge.Metadata.AddModuleReference(forge.Metadata.GetOrAddString("libc"));
        forge.Metadata.AddMethodImport(method, default, forge.Metadata.GetOrAddString("system"), libc);
        BinaryFacts facts = DotNetReader.Read(forge.Bytes()).Facts();
        Assert.Equal([new DotNetPInvoke("libc", "system", "T.Run")], facts.DotNet!.PInvokes);
        Assert.Contains(facts.Imports, static i => i is { Name: "system", Module: "libc" });
        Assert.Equal(["libc"], facts.Libraries);
    }

    [Fact]
    public void Machine_code_of_its_own_is_mixed_mode()
    {
        AssemblyForge forge = new() { Machine = Machine.Amd64 };
        forge.Type("<Module>", default);
        forge.Type("T");
        forge.Method("N", s_plain, kind: MethodImplAttributes.Native | MethodImplAttributes.Unmanaged);
        BinaryFacts facts = DotNetReader.Read(forge.Bytes()).Facts();
        Assert.True(facts.DotNet!.IsMixedMode);
        Assert.False(facts.DotNet.IsIlOnly);
        Assert.Equal(("x86-64", "windows"), (facts.Architecture, facts.OperatingSystem));
        Assert.Equal(["1 methods in machine code"], facts.DotNet.UnsafeMarks);
    }

    [Theory]
    [InlineData(CorFlags.ILOnly, "any")]
    [InlineData(CorFlags.ILOnly | CorFlags.Requires32Bit, "x86")]
    public void The_machine_of_il_is_what_the_flags_say(CorFlags flags, string architecture)
    {
        AssemblyForge forge = new() { Flags = flags };
        forge.Type("<Module>", default);
        Assert.Equal(architecture, DotNetReader.Read(forge.Bytes()).Facts().Architecture);
    }
}
