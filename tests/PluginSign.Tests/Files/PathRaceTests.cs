using System.Text;
using Mono.Unix.Native;
using PluginSign.Files;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Tests.Files;

/// <summary>While a thread keeps swapping what lies below a root, an open never gives anything but a file that lies there by the rules.</summary>
public sealed class PathRaceTests(ITestOutputHelper output)
{
    private const int Rounds = 10_000;

    // On a busy machine the attacker may sleep through all of them; then it gets more time, until both outcomes were seen.
    private const int FurtherRounds = 100_000;

    private const string Good = "plugins/real/greeter.so";

    // The root has the good file; what the attacker wants opened lies outside. `swap` is what is exchanged all the time.
    private const string Tree = """
        dir plugins
        dir plugins/real
        file plugins/real/greeter.so
        dir outside
        file outside/greeter.so
        """;

    public static TheoryData<string, bool> Attacks { get; } = new MatrixTheoryData<string, bool>(["rename", "symlink", "directory"], [true, false]);

    [Theory]
    [MemberData(nameof(Attacks))]
    public void The_attackers_file_is_never_opened(string attack, bool strong)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "paths are walked by handle on Linux only");
        using PathTree tree = new(Tree);
        Assert.True(TrustedRoot.Hold(tree.At("plugins"), LinkPolicy.WithinRoot, OwnerPolicy.RootAndCurrentUser(), strong ? WalkBackEnd.OpenAt2 : WalkBackEnd.OpenAt)
            .TryGetValue(out TrustedRoot? root));
        using TrustedRoot held = root;
        using CancellationTokenSource stop = new();
        string refusal = Refusal(attack).Id(); // what is said of the attacker's file itself; a gap between two files proves nothing
        Thread attacker = new(() => Attack(tree, attack, stop.Token));
        attacker.Start();
        Dictionary<string, int> outcomes = new(StringComparer.Ordinal);
        int rounds = 0;
        try
        {
            for (; rounds < Rounds || (rounds < Rounds + FurtherRounds && !(outcomes.ContainsKey(Good) && outcomes.ContainsKey(refusal))); rounds++)
            {
                if (rounds >= Rounds)
                {
                    Thread.Sleep(1);
                }

                string outcome = Open(held, attack is "directory" ? "swap/greeter.so" : "swap");
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
        }
        finally
        {
            stop.Cancel();
            attacker.Join();
        }

        output.WriteLine($"{attack}, {held.BackEnd}: {string.Join(", ", outcomes.Select(static o => $"{o.Key} {o.Value}"))}");
        Assert.DoesNotContain("outside/greeter.so", outcomes.Keys, StringComparer.Ordinal);
        Assert.True(outcomes.ContainsKey(Good), $"the good file was never opened in {rounds} rounds: the test shows nothing");
        Assert.True(outcomes.ContainsKey(refusal), $"the attacker's file was never there in {rounds} rounds, none ended with {refusal}: the test shows nothing");
    }

    private static FindingCode Refusal(string attack) => attack is "rename" ? FindingCode.HopWritable : FindingCode.LinkLeavesRoot;

    private static string Open(TrustedRoot root, string path)
    {
        using PathWalk walk = root.Open(path);
        if (!walk.Answer.TryGetValue(out PluginFile? file))
        {
            return walk.Answer.Findings.First(static f => f.Severity == Severity.Error).Code.Id();
        }

        Assert.True(file.ReadWhole(Limits.PathCharacters, FindingCode.SignatureTooLarge).TryGetValue(out byte[]? content));
        return Encoding.UTF8.GetString(content);
    }

    private static void Attack(PathTree tree, string attack, CancellationToken stop)
    {
        string swap = tree.At("plugins/swap");
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            bool good = i % 2 == 0;
            string next = tree.At("next");
            switch (attack)
            {
                case "rename": // a file of the root, then one that anybody may write to
                    File.Copy(tree.At(good ? "plugins/real/greeter.so" : "outside/greeter.so"), next, overwrite: true);
                    Assert.Equal(0, Syscall.chmod(next, NativeConvert.FromOctalPermissionString(good ? "0644" : "0666")));
                    break;
                case "symlink":
                    File.CreateSymbolicLink(next, good ? "real/greeter.so" : tree.At("outside/greeter.so"));
                    break;
                default:
                    Exchange(tree, swap, good);
                    continue;
            }

            File.Move(next, swap, overwrite: true);
        }
    }

    // The directory itself takes turns with a link that leads out.
    private static void Exchange(PathTree tree, string swap, bool good)
    {
        string aside = tree.At("aside");
        if (good)
        {
            if (File.Exists(swap) || Directory.Exists(swap))
            {
                File.Delete(swap);
            }

            Directory.Move(Directory.Exists(aside) ? aside : tree.At("plugins/real"), swap);
        }
        else
        {
            Directory.Move(swap, aside);
            File.CreateSymbolicLink(swap, tree.At("outside"));
        }
    }
}
