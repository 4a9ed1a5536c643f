using System.Diagnostics;
using System.Globalization;
using PluginSign.Tests.Binaries;

namespace PluginSign.Tests.Loading;

/// <summary>The sample host, run as the program that it is.</summary>
public sealed class SampleHostTests : IDisposable
{
    private readonly LoadingWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void It_loads_a_native_and_a_managed_plugin()
    {
        (string native, string managed) = Plugins();
        Assert.Equal((0, "hello hello\n"), Run(native, managed));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_loads_neither_when_one_was_changed(bool native)
    {
        (string nativePath, string managedPath) = Plugins();
        using (FileStream file = new(native ? nativePath : managedPath, FileMode.Append))
        {
            file.WriteByte(0);
        }

        Assert.Equal((1, "refused\n"), Run(nativePath, managedPath));
    }

    private (string Native, string Managed) Plugins()
    {
        string native = _world.Library("add.so", "int add(int a, int b) { return a + b; }");
        string managed = _world.PathOf("greeter.dll");
        File.Copy(SamplePlugin.Path, managed);
        return (native, _world.Sign(managed));
    }

    private (int Code, string Output) Run(string native, string managed)
    {
        string root = _world.PathOf("root.pem");
        File.WriteAllText(root, _world.RootPem);
        string[] arguments = [SamplePlugin.HostPath, root, native, managed, TestPki.ValidationTime.ToString("O", CultureInfo.InvariantCulture)];
        using Process host = Process.Start(Tool.StartInfo("dotnet", arguments))!;
        Task<string> errors = host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = host.StandardOutput.ReadToEnd();
        host.WaitForExit();
        Assert.Equal(string.Empty, errors.GetAwaiter().GetResult());
        return (host.ExitCode, output);
    }
}
