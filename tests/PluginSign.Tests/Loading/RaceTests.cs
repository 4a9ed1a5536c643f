using System.Globalization;
using PluginSign.Findings;
using PluginSign.Loading;
using PluginSign.Verification;

namespace PluginSign.Tests.Loading;

/// <summary>Somebody keeps putting another file in the plugin's place: what is accepted, and what runs, is the signed one every time.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class RaceTests : IDisposable
{
    private const int Rounds = 10_000;

    // On a busy machine the attacker may sleep through all of them; then it gets more time, until either side was seen.
    private const int FurtherRounds = 100_000;

    // Each load keeps a descriptor and five mappings for the life of the process; every accepted plugin is compared, these are also run.
    private const int MostLoads = 300;

    private readonly LoadingWorld _world = new();
    private readonly TestPki _stranger = TestPki.Create("Stranger");

    private delegate int Number();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("rename")]
    [InlineData("symlink")]
    [InlineData("in-place write")]
    [InlineData("directory")]
    public void The_attackers_bytes_are_never_accepted_and_never_run(string attack)
    {
        byte[] good = Prepare();
        SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);
        int loads = 0;
        int rounds = 0;
        int accepted = 0;
        int caught = 0; // the attacker's file was there: refused for what it is, not for a gap between two files
        long swaps;
        using (Attacker attacker = Attacker.Start(attack, _world.Folder))
        {
            for (; rounds < Rounds || (rounds < Rounds + FurtherRounds && (accepted == 0 || caught == 0)); rounds++)
            {
                if (rounds >= Rounds)
                {
                    Thread.Sleep(1);
                }

                VerificationReport report = _world.Verifier.VerifyForLoading(_world.PathOf("plugins/plugin.so"), TestPki.ValidationTime);
                using HeldPlugin? plugin = report.Held;
                if (plugin is not null)
                {
                    accepted++;
                    Assert.True(plugin.Snapshot.Read(b => b.Span.SequenceEqual(good)), "the attacker's bytes were accepted");
                    if (loads < MostLoads)
                    {
                        NativePlugin loaded = LoadingWorld.Value(NativePlugin.Load(plugin));
                        Assert.Equal(1, LoadingWorld.Value(loaded.GetExport<Number>("which"))());
                        loads++;
                    }
                }

                caught += report.Findings.Any(static f => f is { Severity: Severity.Error, Code: FindingCode.ContentChanged or FindingCode.ChangedWhileRead or FindingCode.NoPathToAnchor }) ? 1 : 0;
                string outcome = plugin is not null ? "trusted" : $"{report.Verdict} {report.Findings[0].Code}".ToLowerInvariant();
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }

            swaps = attacker.Swaps;
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{attack}: {rounds} rounds against {swaps} swaps, {loads} loaded and run: {string.Join(", ", outcomes.Select(static o => $"{o.Value} {o.Key}"))}"));
        Assert.True(loads > 0, $"nothing was loaded in {rounds} rounds against {swaps} swaps, so nothing was tested");
        Assert.True(caught > 0, $"the attacker's file was never seen in {rounds} rounds against {swaps} swaps: the test shows nothing");
        Assert.DoesNotContain(outcomes.Keys, static o => o.Contains(nameof(FindingCode.NoSealedMemory), StringComparison.OrdinalIgnoreCase));
    }

    // good/ and evil/ hold one library each, of one size; evil's is signed by a stranger. plugins/ starts as a copy of good/.
    private byte[] Prepare()
    {
        foreach (string folder in (string[])["good", "evil", "plugins"])
        {
            Directory.CreateDirectory(_world.PathOf(folder));
        }

        string good = NativeSource.Compile(_world.Folder, "good/plugin.so", "int which(void) { return 1; }");
        string evil = NativeSource.Compile(_world.Folder, "evil/plugin.so", "int which(void) { return 666; }");
        byte[] bytes = File.ReadAllBytes(good);
        Assert.Equal(bytes.Length, new FileInfo(evil).Length);
        Assert.NotEqual(bytes, File.ReadAllBytes(evil));
        _world.Sign(good);
        _world.Sign(evil, _stranger);
        foreach (string name in (string[])["plugin.so", "plugin.so.p7s"])
        {
            File.Copy(_world.PathOf("good/" + name), _world.PathOf("plugins/" + name));
        }

        return bytes;
    }
}
