using BenchmarkDotNet.Attributes;
using PluginSign.Binaries;

namespace PluginSign.Benchmarks;

/// <summary>Facts of real binaries that packages and the framework bring, in process after warm-up.</summary>
[MemoryDiagnoser]
public class InspectBenchmarks
{
    private byte[] _file = [];

    [Params("pe", "macho", "assembly", "wasm")]
    public string Format { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        _file = Format switch
        {
            "pe" => OfPackage(packages, "microsoft.diagnostics.tracing.traceevent", Path.Combine("amd64", "KernelTraceControl.dll")),
            "macho" => OfPackage(packages, "mono.unix", Path.Combine("osx-x64", "native", "libMono.Unix.dylib")),
            "assembly" => File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Linq.dll")),
            _ => Wasm(),
        };
        Console.WriteLine($"{Format}: {_file.Length} bytes");
    }

    [Benchmark]
    public int Inspect() => BinaryInspector.Inspect(_file).TryGetValue(out BinaryFacts? facts) ? facts.Exports.Length : throw new InvalidOperationException("not read");

    private static byte[] OfPackage(string packages, string package, string file)
        => File.ReadAllBytes(Directory.EnumerateFiles(Path.Combine(packages, package), Path.GetFileName(file), SearchOption.AllDirectories).First(f => f.EndsWith(file, StringComparison.Ordinal)));

    // 2,000 functions of one type in a module of 200 KiB.
    private static byte[] Wasm()
    {
        const int functions = 2000;
        List<byte> bytes = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0];
        Section(bytes, 3, [.. Number(functions), .. new byte[functions]]);
        List<byte> exports = [.. Number(functions)];
        List<byte> code = [.. Number(functions)];
        for (int i = 0; i < functions; i++)
        {
            byte[] name = System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($"function_{i:D4}"));
            exports.AddRange([(byte)name.Length, .. name, 0, .. Number(i)]);
            code.AddRange([80, 0, .. Enumerable.Repeat((byte)1, 78), 0x0B]);
        }

        Section(bytes, 7, exports);
        Section(bytes, 10, code);
        return [.. bytes];
    }

    private static void Section(List<byte> bytes, byte id, List<byte> content)
    {
        bytes.Add(id);
        bytes.AddRange(Number(content.Count));
        bytes.AddRange(content);
    }

    private static byte[] Number(int value)
    {
        List<byte> bytes = [];
        do
        {
            bytes.Add((byte)((value & 0x7F) | (value > 0x7F ? 0x80 : 0)));
            value >>= 7;
        }
        while (value > 0);
        return [.. bytes];
    }
}
