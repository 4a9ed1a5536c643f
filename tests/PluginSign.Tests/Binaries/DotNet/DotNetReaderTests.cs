using System.Reflection;
using PluginSign.Binaries;
using PluginSign.Binaries.DotNet;
using PluginSign.Findings;

namespace PluginSign.Tests.Binaries.DotNet;

public sealed class DotNetReaderTests
{
    private const BindingFlags PublicDeclared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    [Fact]
    public void Every_assembly_of_the_framework_is_read()
    {
        string[] files = Directory.GetFiles(Framework, "*.dll");
        Assert.True(files.Length > 100, $"only {files.Length} assemblies");
        foreach (string file in files)
        {
            BinaryFacts facts = BinaryInspector.Inspect(File.ReadAllBytes(file)).Facts();
            AssemblyName name = AssemblyName.GetAssemblyName(file);
            Assert.Equal(BinaryKind.DotNet, facts.Kind);
            Assert.Equal((name.Name, name.Version!.ToString()), (facts.DotNet!.AssemblyName, facts.DotNet.AssemblyVersion));
        }
    }

    [Theory]
    [InlineData("System.Private.CoreLib")]
    [InlineData("System.Collections")]
    [InlineData("System.Linq")]
    [InlineData("System.Runtime")]
    [InlineData("System.Text.Json")]
    [InlineData("System.Net.Sockets")]
    [InlineData("System.Reflection.Metadata")]
    [InlineData("System.Security.Cryptography")]
    public void Public_types_and_methods_agree_with_reflection(string name)
    {
        Assembly assembly = Assembly.Load(name);
        BinaryFacts facts = DotNetReader.Read(File.ReadAllBytes(assembly.Location)).Facts();
        Type[] types = [.. assembly.GetTypes().Where(static t => t.IsVisible)];
        Assert.Equal(
            types.Select(static t => t.FullName!).Order(StringComparer.Ordinal),
            facts.Exports.Where(static e => e is { Kind: ExportKind.Type, Forwarder: null }).Select(static e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            types.SelectMany(Methods).Order(StringComparer.Ordinal),
            facts.Exports.Where(static e => e.Kind == ExportKind.Method).Select(static e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            assembly.GetForwardedTypes().Where(static t => !t.IsNested).Select(static t => t.FullName!).Order(StringComparer.Ordinal),

            // What is nested in a forwarded type is forwarded whether it is public or not: only the other assembly knows.
            facts.Exports.Where(static e => e.Forwarder is not null && !e.Name.Contains('+', StringComparison.Ordinal)).Select(static e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            assembly.GetReferencedAssemblies().Select(static r => (r.Name!, r.Version!.ToString())).Order(),
            facts.DotNet!.References.Select(static r => (r.Name, r.Version)).Order());
    }

    [Fact]
    public void Parameter_counts_agree_with_reflection()
    {
        BinaryFacts facts = DotNetReader.Read(File.ReadAllBytes(typeof(Sample).Assembly.Location)).Facts();
        string type = typeof(Sample).FullName!;
        Dictionary<string, string?> signatures = facts.Exports
            .Where(e => e.Kind == ExportKind.Method && e.Name.StartsWith($"{type}.", StringComparison.Ordinal))
            .ToDictionary(e => e.Name[(type.Length + 1)..], static e => e.Signature, StringComparer.Ordinal);
        Assert.Equal(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [".ctor"] = "void ()",
                ["Validate"] = "static bool (string, ref int)",
                ["Generic"] = "!!0 <1>(!!0[], System.Collections.Generic.Dictionary<string, System.Collections.Generic.List<!!0>>)",
                ["Grid"] = "int[,] (System.DateTime, nint)",
            },
            signatures);
    }

    [Fact]
    public void Ready_to_run_code_is_a_note_and_no_il_only()
    {
        Answer<BinaryFacts> answer = DotNetReader.Read(File.ReadAllBytes(Path.Combine(Framework, "System.Linq.dll")));
        BinaryFacts facts = answer.Facts();
        Assert.True(facts.DotNet!.IsReadyToRun);
        Assert.False(facts.DotNet.IsIlOnly);
        Assert.False(facts.DotNet.IsMixedMode);
        Assert.Contains(answer.Findings, static f => f.Code == FindingCode.DotNetMachineCode);
        Assert.False(string.Equals("any", facts.Architecture, StringComparison.Ordinal));
    }

    [Fact]
    public void This_assembly_is_il_for_any_machine_and_says_its_framework()
    {
        BinaryFacts facts = DotNetReader.Read(File.ReadAllBytes(typeof(DotNetReaderTests).Assembly.Location)).Facts();
        Assert.True(facts.DotNet!.IsIlOnly);
        Assert.Equal(("any", "any", null), (facts.Architecture, facts.OperatingSystem, facts.Bits));
        Assert.Equal(".NETCoreApp,Version=v10.0", facts.DotNet.TargetFramework);
        Assert.Contains(facts.Libraries, static l => l is "PluginSign");
        Assert.Contains(facts.Imports, static i => i is { Name: "PluginSign.Binaries.BinaryInspector.Inspect", Module: "PluginSign" });
    }

    [Fact]
    public void Native_calls_and_unsafe_marks_of_the_library_are_told()
    {
        BinaryFacts facts = DotNetReader.Read(File.ReadAllBytes(typeof(BinaryInspector).Assembly.Location)).Facts();
        Assert.Contains(facts.DotNet!.UnsafeMarks, static l => l is "UnverifiableCodeAttribute");
        BinaryFacts json = DotNetReader.Read(File.ReadAllBytes(Path.Combine(Framework, "System.Net.Sockets.dll"))).Facts();
        Assert.NotEmpty(json.DotNet!.PInvokes);
        DotNetPInvoke call = json.DotNet.PInvokes[0];
        Assert.Contains(json.Imports, i => string.Equals(i.Name, call.EntryPoint, StringComparison.Ordinal) && string.Equals(i.Module, call.Library, StringComparison.Ordinal));
    }

    [Fact]
    public void A_part_of_an_array_is_read_like_the_whole()
    {
        byte[] whole = File.ReadAllBytes(typeof(Sample).Assembly.Location);
        byte[] larger = [1, 2, 3, .. whole, 4];
        BinaryFacts expected = DotNetReader.Read(whole).Facts();
        BinaryFacts actual = DotNetReader.Read(larger.AsMemory(3, whole.Length)).Facts();
        Assert.Equal(expected.Exports, actual.Exports);
        Assert.Equal(expected.Imports, actual.Imports);
    }

    [Fact]
    public void Assemblies_of_old_frameworks_are_read()
    {
        string[] files = OutsideFiles.OfPackage("mono.unix", $"{Path.DirectorySeparatorChar}lib{Path.DirectorySeparatorChar}", "*.dll");
        Assert.Contains(files, static f => f.Contains("net45", StringComparison.Ordinal));
        Assert.All(files, static f => Assert.Equal(BinaryKind.DotNet, BinaryInspector.Inspect(File.ReadAllBytes(f)).Facts().Kind));
    }

    [Fact]
    public void A_native_library_is_no_assembly()
        => Assert.Equal(FindingCode.BinaryFormatUnknown, DotNetReader.Read(Pe.PeForge.Library("a")).RefusedWith());

    private static IEnumerable<string> Methods(Type type)
        => type.GetMethods(PublicDeclared).Cast<MethodBase>()
            .Concat(type.GetConstructors(PublicDeclared))
            .Select(m => $"{type.FullName}.{m.Name}");
}
