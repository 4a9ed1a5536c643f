using System.Diagnostics;
using System.Runtime.InteropServices;
using PluginSign.Tests.Tools;

namespace PluginSign.Fuzz;

/// <summary>Good inputs to begin with: made at run time, or files that come with .NET and the packages.</summary>
internal static class FuzzSeeds
{
    private const int SeedBytes = 600 * 1024;
    private const int SeedsOfOneKind = 6;

    private static string Packages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public static List<byte[]> Signatures() => [SeedPki.Sign()];

    public static List<byte[]> Certificates()
    {
        List<byte[]> seeds = [];
        foreach (string name in (string[])["root.pem", "intermediate.pem", "signer.pem", "timestamp.pem"])
        {
            seeds.Add(SeedPki.Ascii(name));
            seeds.Add(SeedPki.Der(name));
        }

        return seeds;
    }

    public static List<byte[]> Elf() => Files(RuntimeEnvironment.GetRuntimeDirectory(), "*.so", "\u007fELF"u8);

    public static List<byte[]> Assemblies()
        => [.. Files(AppContext.BaseDirectory, "PluginSign*.dll", "MZ"u8), .. Files(RuntimeEnvironment.GetRuntimeDirectory(), "System.*.dll", "MZ"u8)];

    /// <summary>Native libraries of a package of the benchmarks where it has been restored, and an assembly without its CLR header, which is a plain PE file.</summary>
    public static List<byte[]> Pe()
    {
        List<byte[]> seeds = Files(Path.Combine(Packages, "microsoft.diagnostics.tracing.traceevent"), "KernelTraceControl.dll", "MZ"u8);
        foreach (byte[] assembly in Assemblies().Take(2))
        {
            byte[] plain = [.. assembly];
            int optional = BitConverter.ToInt32(plain, 0x3c) + 24;
            int directories = optional + (BitConverter.ToUInt16(plain, optional) == 0x20b ? 112 : 96);
            plain.AsSpan(directories + (14 * 8), 8).Clear();
            seeds.Add(plain);
        }

        return seeds;
    }

    public static List<byte[]> MachO() => Files(Path.Combine(AppContext.BaseDirectory, "runtimes"), "*.dylib", default);

    // Types, an import, a function, a table, a memory, a global, exports, a start function, an element, code, data, a custom section.
    public static List<byte[]> Wasm() =>
    [
        [
            0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
            1, 8, 2, 0x60, 0, 0, 0x60, 1, 0x7f, 0,
            2, 11, 1, 3, 0x65, 0x6e, 0x76, 3, 0x6c, 0x6f, 0x67, 0, 1,
            3, 2, 1, 0,
            4, 5, 1, 0x70, 1, 1, 1,
            5, 4, 1, 1, 1, 2,
            6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b,
            7, 13, 2, 3, 0x72, 0x75, 0x6e, 0, 1, 3, 0x6d, 0x65, 0x6d, 2, 0,
            8, 1, 1,
            9, 7, 1, 0, 0x41, 0, 0x0b, 1, 1,
            10, 4, 1, 2, 0, 0x0b,
            11, 8, 1, 0, 0x41, 0, 0x0b, 2, 0x68, 0x69,
            0, 5, 4, 0x6e, 0x61, 0x6d, 0x65,
        ],
        [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ];

    /// <summary>A plugin and a host, built by the machine's Go; none without it.</summary>
    public static List<byte[]> Go()
    {
        string folder = Directory.CreateTempSubdirectory("pluginsign-fuzz-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "go.mod"), "module example.test/fuzz\n\ngo 1.19\n");
            File.WriteAllText(Path.Combine(folder, "main.go"), "package main\n\nvar Version = \"1\"\n\nfunc Validate(s string) bool { return s != Version }\n\nfunc main() {}\n");
            return [.. Build(folder, "plugin"), .. Build(folder, "exe")];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<byte[]> Build(string folder, string mode)
    {
        if (ToolTable.Of("go").Find() is not { } go)
        {
            return [];
        }

        ProcessStartInfo start = new(go, ["build", $"-buildmode={mode}", "-ldflags=-s -w", "-o", mode + ".out", "."]) { WorkingDirectory = folder, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["GOFLAGS"] = "-mod=mod";
        start.Environment["GOTOOLCHAIN"] = "local";
        start.Environment["GOPROXY"] = "off";
        start.Environment["CGO_ENABLED"] = "1";
        using Process? process = Process.Start(start);
        process?.StandardError.ReadToEnd();
        process?.WaitForExit();
        string output = Path.Combine(folder, mode + ".out");
        return File.Exists(output) ? [File.ReadAllBytes(output)] : [];
    }

    private static List<byte[]> Files(string folder, string pattern, ReadOnlySpan<byte> start)
    {
        List<byte[]> seeds = [];
        if (!Directory.Exists(folder))
        {
            return seeds;
        }

        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles(pattern, SearchOption.AllDirectories).Where(static f => f.Length is > 0 and <= SeedBytes).OrderBy(static f => f.Length).ThenBy(static f => f.FullName, StringComparer.Ordinal).Take(SeedsOfOneKind))
        {
            byte[] bytes = File.ReadAllBytes(file.FullName);
            if (bytes.AsSpan().StartsWith(start))
            {
                seeds.Add(bytes);
            }
        }

        return seeds;
    }
}
