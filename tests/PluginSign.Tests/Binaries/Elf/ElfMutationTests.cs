using System.Diagnostics;
using System.Globalization;
using PluginSign.Binaries.Elf;

namespace PluginSign.Tests.Binaries.Elf;

/// <summary>No file makes the reader throw, hang or allocate much more than the file.</summary>
public sealed class ElfMutationTests
{
    private const int Rounds = 20_000;

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void Hand_made_files(bool is64, bool isBigEndian) => Try(TestElf.Make(is64, isBigEndian, 62, "alpha", "beta", "gamma"), Rounds);

    [Fact]
    public void A_linkers_file()
    {
        using LoaderProbe probe = LoaderProbe.OrSkip();
        Try(probe.Library("-Wl,--hash-style=both"), Rounds);
        Try(probe.Library("-Wl,--hash-style=gnu", "-Wl,--version-script=lib.map"), Rounds);
    }

    // Five minutes and more: PLUGINSIGN_FUZZ_SECONDS says how long.
    private static void Try(byte[] original, int rounds)
    {
        double seconds = double.TryParse(Environment.GetEnvironmentVariable("PLUGINSIGN_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out double given) ? given : 0;
        Stopwatch watch = Stopwatch.StartNew();
        Mutation mutation = new((ulong)original.Length);
        for (int i = 0; i < rounds || watch.Elapsed.TotalSeconds < seconds; i++)
        {
            byte[] bytes = mutation.Of(original);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = ElfReader.Read(bytes);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 200_000 + (20L * bytes.Length), $"round {i} allocated {allocated} bytes for a file of {bytes.Length}");
        }
    }
}
