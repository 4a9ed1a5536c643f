using System.Runtime.CompilerServices;
using PluginSign.Findings;
using PluginSign.Loading;
using PluginSign.SampleHost;
using PluginSign.Verification;

namespace PluginSign.Tests.Loading;

/// <summary>A managed plugin gets verified assemblies, shared ones and .NET's own, and goes when it is no longer needed.</summary>
public sealed class ManagedPluginTests : IDisposable
{
    private readonly LoadingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_verified_assembly_is_loaded_and_its_type_is_the_hosts_interface()
    {
        using HeldPlugin verified = Sample();
        using ManagedPlugin plugin = LoadingWorld.Value(ManagedPlugin.Load(verified, [typeof(IGreeter).Assembly]));
        IGreeter greeter = LoadingWorld.Value(plugin.CreateInstance<IGreeter>("Sample.Greeter"));
        Assert.Equal("hello hello", greeter.Greet(2));
        Assert.Empty(greeter.GetType().Assembly.Location);
    }

    [Fact]
    public void A_write_to_the_file_before_loading_changes_nothing()
    {
        using HeldPlugin verified = Sample();
        File.WriteAllText(verified.Proof.CanonicalPath!, "something else");
        using ManagedPlugin plugin = LoadingWorld.Value(ManagedPlugin.Load(verified, [typeof(IGreeter).Assembly]));
        Assert.True(plugin.CreateInstance<IGreeter>("Sample.Greeter").Passed);
    }

    [Fact]
    public void What_the_host_does_not_share_is_refused_before_anything_is_loaded()
    {
        using HeldPlugin verified = Sample();
        Finding finding = LoadingWorld.Refusal(ManagedPlugin.Load(verified, []));
        Assert.Equal(FindingCode.AssemblyNotVerified, finding.Code);
        Assert.Equal("PluginSign.SampleHost", finding.Expected);
    }

    [Fact]
    public void An_assembly_of_the_hosts_folder_is_no_framework_assembly()
    {
        // It lies beside the tests and the runtime would find it; the plugin was not given it.
        ManagedSourceClass thing = ManagedSource.Class(_world.Folder, "Nosy", typeof(Assert));
        using HeldPlugin verified = _world.Verified(_world.Sign(thing.Path));
        Finding finding = LoadingWorld.Refusal(ManagedPlugin.Load(verified, []));
        Assert.Equal(FindingCode.AssemblyNotVerified, finding.Code);
        Assert.Equal(typeof(Assert).Assembly.GetName().Name, finding.Expected);
    }

    [Fact]
    public void A_dependency_comes_from_its_verified_bytes_or_not_at_all()
    {
        ManagedSourceClass dependency = ManagedSource.Class(_world.Folder, "Dependency");
        ManagedSourceClass needs = ManagedSource.Class(_world.Folder, "Needs", dependency.Type);
        using HeldPlugin plugin = _world.Verified(_world.Sign(needs.Path));
        Finding finding = LoadingWorld.Refusal(ManagedPlugin.Load(plugin, []));
        Assert.Equal(FindingCode.AssemblyNotVerified, finding.Code);
        Assert.Equal("Dependency", finding.Expected);

        using HeldPlugin verifiedDependency = _world.Verified(_world.Sign(dependency.Path));
        using ManagedPlugin loaded = LoadingWorld.Value(ManagedPlugin.Load(plugin, [], verifiedDependency));
        object thing = LoadingWorld.Value(loaded.CreateInstance<object>("Needs.Thing"));
        Assert.Equal("a thing of Needs", thing.ToString());
        Assert.Equal("Dependency.Thing", thing.GetType().BaseType!.FullName);
        Assert.Empty(thing.GetType().BaseType!.Assembly.Location);
    }

    [Fact]
    public void Two_assemblies_of_one_name_are_refused()
    {
        using HeldPlugin verified = _world.Verified(_world.Sign(ManagedSource.Class(_world.Folder, "Twice").Path));
        Assert.Equal(FindingCode.AssemblyRepeated, LoadingWorld.Refusal(ManagedPlugin.Load(verified, [], verified)).Code);
    }

    [Fact]
    public void Native_libraries_are_refused()
    {
        using HeldPlugin verified = _world.Verified(_world.Sign(ManagedSource.Class(_world.Folder, "Imports", import: "libc").Path));
        using ManagedPlugin plugin = LoadingWorld.Value(ManagedPlugin.Load(verified, []));
        object thing = LoadingWorld.Value(plugin.CreateInstance<object>("Imports.Thing"));
        DllNotFoundException refusal = Assert.Throws<DllNotFoundException>(() => thing.ToString());
        Assert.Contains("libc", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Plain.Nothing", FindingCode.TypeMissing)]
    [InlineData("Thing", FindingCode.TypeMissing)]
    [InlineData("Plain.Thing, Plain", FindingCode.TypeMissing)]
    [InlineData("System.Object, System.Private.CoreLib", FindingCode.TypeMissing)]
    [InlineData("Plain.Thing", FindingCode.TypeUnsuitable)]
    public void What_is_missing_is_said(string typeName, FindingCode code)
    {
        using HeldPlugin verified = _world.Verified(_world.Sign(ManagedSource.Class(_world.Folder, "Plain").Path));
        using ManagedPlugin plugin = LoadingWorld.Value(ManagedPlugin.Load(verified, []));
        Finding finding = LoadingWorld.Refusal(plugin.CreateInstance<IGreeter>(typeName));
        Assert.Equal(code, finding.Code);
        Assert.Contains(typeName, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text that is no assembly at all")]
    [InlineData("MZ")]
    public void What_is_no_assembly_is_refused(string content)
    {
        File.WriteAllText(_world.PathOf("text.dll"), content);
        using HeldPlugin verified = _world.Verified(_world.Sign(_world.PathOf("text.dll")));
        Assert.Equal(FindingCode.NotAnAssembly, LoadingWorld.Refusal(ManagedPlugin.Load(verified, [])).Code);
    }

    [Fact]
    public void A_disposed_plugin_makes_nothing()
    {
        using HeldPlugin verified = Sample();
        ManagedPlugin plugin = LoadingWorld.Value(ManagedPlugin.Load(verified, [typeof(IGreeter).Assembly]));
        plugin.Dispose();
        plugin.Dispose();
        Assert.Throws<ObjectDisposedException>(() => plugin.CreateInstance<IGreeter>("Sample.Greeter"));
    }

    [Fact]
    public void Unloading_works()
    {
        WeakReference assembly = UseAndUnload();
        for (int i = 0; assembly.IsAlive && i < 50; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(assembly.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference UseAndUnload()
    {
        using HeldPlugin verified = Sample();
        using ManagedPlugin plugin = LoadingWorld.Value(ManagedPlugin.Load(verified, [typeof(IGreeter).Assembly]));
        IGreeter greeter = LoadingWorld.Value(plugin.CreateInstance<IGreeter>("Sample.Greeter"));
        Assert.Equal("hello", greeter.Greet(1));
        return new WeakReference(greeter.GetType().Assembly);
    }

    private HeldPlugin Sample()
    {
        string path = _world.PathOf("PluginSign.SamplePlugin.dll");
        File.Copy(SamplePlugin.Path, path);
        return _world.Verified(_world.Sign(path));
    }
}
