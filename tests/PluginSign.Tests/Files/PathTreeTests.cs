using Mono.Unix.Native;
using PluginSign.Files;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Tests.Files;

/// <summary>Every tree, walked with openat2 and with the fallback: they must agree in all that they say.</summary>
public sealed class PathTreeTests
{
    public static TheoryData<string> Names => [.. PathTreeCases.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_back_ends_give_the_expected_answer(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "paths are walked by handle on Linux only");
        PathTreeCase @case = PathTreeCases.All.Single(c => string.Equals(c.Name, name, StringComparison.Ordinal));
        Assert.SkipWhen(PathTree.NeedsRoot(@case.Tree) && Syscall.geteuid() != 0, "only root can give files to other users and make devices");
        using PathTree tree = new(@case.Tree);
        using PathWalk strong = Walk(tree, @case, WalkBackEnd.OpenAt2);
        using PathWalk weak = Walk(tree, @case, WalkBackEnd.OpenAt);
        Check(tree, @case, strong);
        Assert.Equal(strong.Hops, weak.Hops);
        Assert.Equal(strong.Answer.Findings, weak.Answer.Findings);
        Assert.Equal(strong.IsAbsent, weak.IsAbsent);
        Assert.Equal(Canonical(strong), Canonical(weak));
    }

    [Fact]
    public void The_strongest_back_end_is_openat2_where_the_kernel_has_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "openat2 is a call of Linux");
        Assert.SkipUnless(Environment.OSVersion.Version >= new Version(5, 6), "openat2 came with Linux 5.6");
        using PathTree tree = new("dir plugins");
        Assert.True(TrustedRoot.Hold(tree.At("plugins"), LinkPolicy.None, OwnerPolicy.RootAndCurrentUser()).TryGetValue(out TrustedRoot? root));
        using (root)
        {
            Assert.Equal(WalkBackEnd.OpenAt2, root.BackEnd);
        }
    }

    private static PathWalk Walk(PathTree tree, PathTreeCase @case, WalkBackEnd backEnd)
    {
        Answer<TrustedRoot> held = TrustedRoot.Hold(tree.At(@case.Root), @case.Policy(tree), OwnerPolicy.RootAndCurrentUser(), backEnd);
        Assert.True(held.TryGetValue(out TrustedRoot? root), string.Join('\n', held.Findings));
        using (root)
        {
            return root.Open(@case.Request.Replace("{base}", tree.Base, StringComparison.Ordinal));
        }
    }

    private static void Check(PathTree tree, PathTreeCase @case, PathWalk walk)
    {
        string all = string.Join('\n', walk.Answer.Findings) + "\n" + string.Join('\n', walk.Hops);
        if (!@case.Expected.StartsWith("PS", StringComparison.Ordinal))
        {
            Assert.True(walk.Answer.Passed, all);
            Assert.Equal(tree.At(@case.Expected), Canonical(walk));
            Assert.Equal("/", walk.Hops[0].Path);
            Assert.Equal(tree.At(@case.Expected), walk.Hops[^1].Path);
            Assert.All(walk.Hops, static h => Assert.Equal(Verdict.Trusted, h.Verdict));
            return;
        }

        Assert.False(walk.Answer.Passed);
        Finding[] errors = [.. walk.Answer.Findings.Where(static f => f.Severity == Severity.Error)];
        Assert.True(errors is [{ } only] && string.Equals(only.Code.Id(), @case.Expected, StringComparison.Ordinal), all);
        Assert.NotNull(errors[0].Hint);
        if (errors[0].Code is FindingCode.HopWritable or FindingCode.OwnerNotAllowed or FindingCode.LinkLeavesRoot or FindingCode.LinkNotAllowed
            or FindingCode.HardLinked or FindingCode.LinkTargetMissing)
        {
            PathHop refused = Assert.Single(walk.Hops, static h => h.Verdict != Verdict.Trusted);
            Assert.StartsWith(refused.Path + " ", errors[0].Message, StringComparison.Ordinal);
        }

        Assert.Equal(errors[0].Code == FindingCode.FileMissing, walk.IsAbsent);
    }

    private static string? Canonical(PathWalk walk)
    {
        if (!walk.Answer.TryGetValue(out PluginFile? file))
        {
            return null;
        }

        // The file that is open is the one whose path the tree wrote into it.
        Assert.True(file.ReadWhole(Limits.PathCharacters, FindingCode.SignatureTooLarge).TryGetValue(out byte[]? content));
        Assert.EndsWith(System.Text.Encoding.UTF8.GetString(content), file.CanonicalPath, StringComparison.Ordinal);
        return file.CanonicalPath;
    }
}
