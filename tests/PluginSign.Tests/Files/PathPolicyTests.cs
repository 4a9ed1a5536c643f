using System.Buffers.Binary;
using Mono.Unix.Native;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Tests.Binaries;

namespace PluginSign.Tests.Files;

public sealed class PathPolicyTests
{
    private const string Plain = "dir plugins\nfile plugins/greeter.so";

    [Fact]
    public void The_default_owner_policy_trusts_nobody()
    {
        using PathTree tree = Linux(Plain);
        Answer<TrustedRoot> root = TrustedRoot.Open(tree.At("plugins"), LinkPolicy.WithinRoot, new OwnerPolicy());
        Assert.False(root.Passed);
        Assert.All(root.Findings, static f => Assert.Equal(FindingCode.OwnerNotAllowed, f.Code));
    }

    [Fact]
    public void A_root_that_others_can_write_is_no_trusted_root()
    {
        using PathTree tree = Linux("dir plugins 0777");
        Answer<TrustedRoot> root = TrustedRoot.Open(tree.At("plugins"), LinkPolicy.None, OwnerPolicy.RootAndCurrentUser());
        Assert.False(root.Passed);
        Finding finding = Assert.Single(root.Findings);
        Assert.Equal(FindingCode.HopWritable, finding.Code);
        Assert.Equal($"chmod go-w {tree.At("plugins")}", finding.Hint);
    }

    [Fact]
    public void A_missing_root_could_not_be_evaluated()
    {
        using PathTree tree = Linux(Plain);
        Finding finding = Assert.Single(TrustedRoot.Open(tree.At("nope"), LinkPolicy.None, OwnerPolicy.RootAndCurrentUser()).Findings);
        Assert.Equal((FindingCode.FileMissing, Verdict.Indeterminate), (finding.Code, finding.Verdict));
    }

    [Fact]
    public void A_file_is_no_root()
    {
        using PathTree tree = Linux(Plain);
        Assert.Equal(FindingCode.RootNotADirectory, Assert.Single(TrustedRoot.Open(tree.At("plugins/greeter.so"), LinkPolicy.None, OwnerPolicy.RootAndCurrentUser()).Findings).Code);
    }

    [Fact]
    public void A_further_name_of_a_file_is_a_warning()
    {
        using PathTree tree = Linux(Plain + "\nhard plugins/other.so plugins/greeter.so");
        using TrustedRoot root = Open(tree, OwnerPolicy.RootAndCurrentUser());
        using PathWalk walk = root.Open("greeter.so");
        Assert.True(walk.Answer.Passed);
        Finding finding = Assert.Single(walk.Answer.Findings);
        Assert.Equal((FindingCode.HardLinked, Severity.Warning), (finding.Code, finding.Severity));
    }

    [Fact]
    public void Somebody_may_be_named_as_an_owner()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Syscall.geteuid() == 0, "only root can give files to other users");
        using PathTree tree = Linux(Plain + "\nowner plugins/greeter.so 33");
        using TrustedRoot root = Open(tree, new OwnerPolicy { AllowedOwners = [0, 33] });
        using PathWalk walk = root.Open("greeter.so");
        Assert.True(walk.Answer.Passed);
    }

    [Fact]
    public void A_noexec_mount_is_noted_and_refused_when_asked()
    {
        using PathTree tree = Linux("dir mount");
        string folder = tree.At("mount");
        Assert.SkipUnless(Mount("mount", "-t", "tmpfs", "-o", "noexec,mode=0755", "none", folder), "this user may not mount a file system");
        try
        {
            File.WriteAllText($"{folder}/x", "x");
            foreach (bool refuse in (bool[])[false, true])
            {
                Assert.True(TrustedRoot.Open(folder, LinkPolicy.None, OwnerPolicy.RootAndCurrentUser() with { RefuseNoExec = refuse }).TryGetValue(out TrustedRoot? root));
                using TrustedRoot held = root;
                using PathWalk walk = held.Open("x");
                Assert.Equal(!refuse, walk.Answer.Passed);
                Assert.Equal(FindingCode.MountNoExec, Assert.Single(walk.Answer.Findings).Code);
            }
        }
        finally
        {
            Assert.True(Mount("umount", folder));
        }
    }

    [Theory]
    [InlineData(0u, 6, true)] // an allowed user may write
    [InlineData(33u, 6, false)]
    [InlineData(33u, 4, true)] // may only read
    public void Access_lists_that_let_others_write_are_noticed(uint user, int permission, bool trusted)
    {
        using PathTree tree = Linux(Plain);
        string path = tree.At("plugins/greeter.so");
        byte[] list = Acl((1, 6, uint.MaxValue), (2, permission, user), (4, 4, uint.MaxValue), (0x10, 6, uint.MaxValue), (0x20, 4, uint.MaxValue));
        Assert.SkipUnless(Syscall.setxattr(path, "system.posix_acl_access", list) == 0, "the file system has no access lists");
        using TrustedRoot root = Open(tree, OwnerPolicy.RootAndCurrentUser());
        using PathWalk walk = root.Open("greeter.so");
        Assert.Equal(trusted, walk.Answer.Passed);
        if (!trusted)
        {
            Finding finding = Assert.Single(walk.Answer.Findings);
            Assert.Equal(FindingCode.AccessListWritable, finding.Code);
            Assert.Contains("user `", finding.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(11)]
    public void A_malformed_access_list_is_none(int length) => Assert.Null(AccessList.Read(Acl((2, 6, 33)).AsSpan(0, length)));

    [Fact]
    public void The_mask_takes_away()
    {
        AccessList? list = AccessList.Read(Acl((2, 6, 33), (4, 6, 0), (8, 6, 5), (0x10, 4, 0)));
        Assert.NotNull(list);
        Assert.Empty(list.Users);
        Assert.Empty(list.Groups);
        Assert.False(list.OwningGroup);
    }

    [Fact]
    public void Users_are_known_by_name_and_by_number()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no user ids");
        Assert.True(OwnerPolicy.Of(["root", "33"]).TryGetValue(out OwnerPolicy? policy));
        Assert.Equal([0u, 33u], policy.AllowedOwners);
        Assert.Equal(FindingCode.OwnerUnknown, Assert.Single(OwnerPolicy.Of(["no-such-user-here"]).Findings).Code);
        Assert.Equal(FindingCode.OwnerUnknown, Assert.Single(OwnerPolicy.Of([string.Empty]).Findings).Code);
    }

    private static bool Mount(string tool, params string[] arguments)
        => Tool.TryRun(tool, arguments) is { Code: 0 };

    private static byte[] Acl(params (int Tag, int Permission, uint Id)[] entries)
    {
        byte[] bytes = new byte[4 + (8 * entries.Length)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 2);
        for (int i = 0; i < entries.Length; i++)
        {
            Span<byte> entry = bytes.AsSpan(4 + (8 * i));
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)entries[i].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)entries[i].Permission);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], entries[i].Id);
        }

        return bytes;
    }

    private static PathTree Linux(string lines)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "paths are walked by handle on Linux only");
        return new PathTree(lines);
    }

    private static TrustedRoot Open(PathTree tree, OwnerPolicy owners)
    {
        Answer<TrustedRoot> opened = TrustedRoot.Open(tree.At("plugins"), LinkPolicy.WithinRoot, owners);
        Assert.True(opened.TryGetValue(out TrustedRoot? root), string.Join('\n', opened.Findings));
        return root;
    }
}
