using System.Diagnostics;
using System.Globalization;
using PluginSign.Binaries.Go;
using PluginSign.Tests.Binaries;

namespace PluginSign.Interop.Tests.Go;

/// <summary>No Go plugin, however damaged, makes the reader throw, hang or allocate much more than the file.</summary>
[Collection(GoWorldGroup.Name)]
[Trait("needs", "go")]
public sealed class GoMutationTests(GoWorld world)
{
    private const int Rounds = 150;

    [Fact]
    public void Damaged_plugins()
    {
        _ = world.OrSkip();
        double seconds = double.TryParse(Environment.GetEnvironmentVariable("PLUGINSIGN_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out double given) ? given : 0;
        foreach (GoToolchain toolchain in GoToolchain.AllOrSkip())
        {
            byte[] original = File.ReadAllBytes(world.PathOf($"single-{toolchain.Version}.so"));
            Mutation mutation = new((ulong)toolchain.Minor);
            Stopwatch watch = Stopwatch.StartNew();
            for (int i = 0; i < Rounds || watch.Elapsed.TotalSeconds < seconds; i++)
            {
                byte[] bytes = mutation.Of(original);
                Heat(mutation, bytes);
                long before = GC.GetAllocatedBytesForCurrentThread();
                _ = GoReader.Read(bytes);
                Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20L * original.Length, $"round {i}");
            }
        }
    }

    // Most of a plugin is code that nobody reads: every second file is also damaged around a name that the reader goes through.
    private static void Heat(Mutation mutation, byte[] bytes)
    {
        int at = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)(mutation.Below(2) == 0 ? " Go buildinf:"u8 : "Validate"u8));
        if (at > 64 && at < bytes.Length - 128)
        {
            bytes[at - 64 + mutation.Below(192)] = (byte)mutation.Below(256);
        }
    }
}
