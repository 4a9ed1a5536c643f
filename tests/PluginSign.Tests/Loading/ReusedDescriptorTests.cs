using System.Globalization;
using Mono.Unix.Native;
using PluginSign.Files.Native;
using PluginSign.Findings;
using PluginSign.Loading;
using PluginSign.Verification;

namespace PluginSign.Tests.Loading;

/// <summary>glibc knows a library by the name it was loaded by: a descriptor number that is used again names the old library.</summary>
/// <remarks>Alone in the process: another test's descriptor would take the number.</remarks>
[Collection(nameof(AloneInTheProcess))]
public sealed class ReusedDescriptorTests : IDisposable
{
    private readonly LoadingWorld _world = new();

    private delegate int Number();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_trap_is_there()
    {
        using HeldPlugin first = Verified("trap-first.so", 1);
        using HeldPlugin second = Verified("trap-second.so", 2);
        DynamicLinker linker = DynamicLinker.OfThisProcess()!;
        int number = Duplicate(first);
        nint one = linker.Open(Name(number), out string? reason);
        Assert.True(one != 0, reason);
        Assert.Equal(0, Syscall.close(number));
        Assert.Equal(number, Syscall.dup2(Descriptor(second), number));
        nint two = linker.Open(Name(number), out _);
        if (one != two)
        {
            Assert.Skip("this C library compares more than the name");
        }

        // Verified the second, ran the first: what NativePlugin must never do.
        Assert.NotEqual(0, linker.Symbol(two, "number_1"));
        Assert.Equal(0, linker.Symbol(two, "number_2"));
    }

    [Fact]
    public void Libraries_that_are_loaded_one_after_the_other_are_each_themselves()
    {
        for (int i = 0; i < 20; i++)
        {
            using HeldPlugin verified = Verified($"after-{i}.so", i);
            NativePlugin plugin = LoadingWorld.Value(NativePlugin.Load(verified));
            Assert.Equal(i, LoadingWorld.Value(plugin.GetExport<Number>($"number_{i}"))());
        }
    }

    [Fact]
    public void If_somebody_closes_the_descriptor_the_proof_fails()
    {
        // The runtime opens and closes descriptors too, so it may take some attempts until a load gets the number that was closed behind
        // our back. Until then every library must be itself; then the proof must see that it isn't.
        for (int i = 0; i < 300; i++)
        {
            using HeldPlugin verified = Verified($"proof-{i}.so", i);
            int number = Libc.Control(Descriptor(verified), Libc.DuplicateCloseOnExec, 3);
            Assert.Equal(0, Syscall.close(number));
            Answer<SealedLibrary> loaded = SealedLibrary.Load(verified.Snapshot!, $"proof-{i}.so", attempts: 1);
            if (!loaded.TryGetValue(out SealedLibrary? library))
            {
                Finding finding = Assert.Single(loaded.Findings);
                Assert.Equal(FindingCode.LoadedOtherBytes, finding.Code);
                Assert.NotEqual(finding.Expected, finding.Actual, StringComparer.Ordinal);

                // With more than one attempt another number is taken, and the library is itself.
                NativePlugin plugin = LoadingWorld.Value(NativePlugin.Load(verified));
                Assert.Equal(i, LoadingWorld.Value(plugin.GetExport<Number>($"number_{i}"))());
                return;
            }

            Assert.NotEqual(0, library.Find($"number_{i}", out _));
            if (string.Equals(Target(number), $"/memfd:plugin:proof-{i}.so (deleted)", StringComparison.Ordinal))
            {
                Assert.Equal(0, Syscall.close(number));
            }
        }

        Assert.Fail("the number was never used again");
    }

    private static int Duplicate(HeldPlugin plugin) => Libc.Control(Descriptor(plugin), Libc.DuplicateCloseOnExec, 900);

    private static int Descriptor(HeldPlugin plugin) => (int)plugin.Snapshot!.Descriptor!.DangerousGetHandle();

    private static string Name(int descriptor) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}");

    private static string? Target(int descriptor) => new FileInfo(Name(descriptor)).LinkTarget;

    private HeldPlugin Verified(string name, int number)
        => _world.Verified(_world.Library(name, string.Create(CultureInfo.InvariantCulture, $"int number_{number}(void) {{ return {number}; }}")));
}
