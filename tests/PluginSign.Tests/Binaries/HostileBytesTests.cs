using System.Globalization;
using PluginSign.Binaries;
using PluginSign.Findings;
using PluginSign.Tests.Binaries.MachO;
using PluginSign.Tests.Binaries.Pe;
using PluginSign.Tests.Binaries.Wasm;

namespace PluginSign.Tests.Binaries;

/// <summary>No bytes make a reader throw, and none make it spend more than a small multiple of the file.</summary>
public sealed class HostileBytesTests
{
    private const int SmallFile = 32 * 1024;

    // More for a long run: PLUGINSIGN_FUZZ_ROUNDS, and another beginning with PLUGINSIGN_FUZZ_SEED.
    private static readonly int s_rounds = int.Parse(Environment.GetEnvironmentVariable("PLUGINSIGN_FUZZ_ROUNDS") ?? "6000", CultureInfo.InvariantCulture);
    private static readonly ulong s_seed = ulong.Parse(Environment.GetEnvironmentVariable("PLUGINSIGN_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);

    private const long AllowedBytes = 64L * 1024 * 1024;

    private static readonly byte[] s_code = [0, 0x80, 0x10];

    private static readonly byte[] s_interesting = [0, 1, 2, 4, 8, 0x10, 0x20, 0x40, 0x7F, 0x80, 0x81, 0xC0, 0xFE, 0xFF];

    public static TheoryData<string> Seeds => new("wasm", "pe", "pe-imports", "macho", "fat", "assembly", "forwarders", "dylib");

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Truncated_files_are_answered(string name)
    {
        byte[] seed = Seed(name);
        int step = Math.Max(1, seed.Length / (seed.Length > SmallFile ? 400 : 4000));
        for (int length = 0; length < seed.Length; length += step)
        {
            Ask(seed.AsMemory(0, length));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Changed_files_are_answered(string name)
    {
        byte[] seed = Seed(name);
        ulong state = 0x9E37_79B9_7F4A_7C15 ^ s_seed;
        int rounds = seed.Length > SmallFile ? s_rounds / 10 : s_rounds;
        byte[] bytes = new byte[seed.Length];
        for (int i = 0; i < rounds; i++)
        {
            seed.CopyTo(bytes, 0);
            for (int changes = 1 + (int)(Next(ref state) % 4); changes > 0; changes--)
            {
                Change(bytes, ref state);
            }

            Ask(bytes);
        }
    }

    private static void Ask(ReadOnlyMemory<byte> bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Answer<BinaryFacts> answer = BinaryInspector.Inspect(bytes);
        Assert.True(answer.Passed || answer.Findings.Any(static f => f.Severity == Severity.Error));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllowedBytes + (64L * bytes.Length));
    }

    // Tables stand at the front and in the last part: half of the changes go to the first KiB.
    private static void Change(byte[] bytes, ref ulong state)
    {
        int range = Next(ref state) % 2 == 0 ? Math.Min(1024, bytes.Length) : bytes.Length;
        int at = (int)(Next(ref state) % (ulong)range);
        switch (Next(ref state) % 4)
        {
            case 0:
                bytes[at] = (byte)(Next(ref state) & 0xFF);
                break;
            case 1:
                bytes[at] ^= (byte)(1 << (int)(Next(ref state) % 8));
                break;
            case 2:
                bytes[at] = s_interesting[(int)(Next(ref state) % (ulong)s_interesting.Length)];
                break;
            default:
                bytes.AsSpan(at, Math.Min(4, bytes.Length - at)).Fill((byte)(Next(ref state) % 2 == 0 ? 0xFF : 0));
                break;
        }
    }

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state >> 11;
    }

    private static byte[] Seed(string name) => name switch
    {
        "wasm" => WasmForge.Full(),
        "pe" => PeForge.Library("alpha", "beta=KERNEL32.Sleep", "gamma", "plugin_validate"),
        "pe-imports" => File.ReadAllBytes(OutsideFiles.OfPackage("microsoft.diagnostics.tracing.traceevent", $"{Path.DirectorySeparatorChar}x86{Path.DirectorySeparatorChar}", "KernelTraceControl.dll")[0]),
        "macho" => MachOForge.Library(MachOForge.X64, MachOForge.Trie(("run", s_code), ("version", s_code))),
        "fat" => MachOForge.Fat(
            (MachOForge.X64, MachOForge.Library(MachOForge.X64, MachOForge.Trie(("run", s_code)))),
            (MachOForge.Arm64, MachOForge.Library(MachOForge.Arm64, MachOForge.Trie(("run", s_code))))),
        "assembly" => FrameworkFile("Microsoft.Win32.Primitives.dll"),
        "forwarders" => FrameworkFile("System.Runtime.Loader.dll"),
        "dylib" => File.ReadAllBytes(OutsideFiles.OfPackage("mono.unix", "osx-x64", "*.dylib")[0]),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static byte[] FrameworkFile(string name) => File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name));
}
