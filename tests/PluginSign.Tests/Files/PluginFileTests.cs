using System.Net.Sockets;
using Mono.Unix.Native;
using PluginSign.Algorithms;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Tests.Files;

public sealed class PluginFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("plugin\0.so")]
    public void A_malformed_path_is_refused(string path) => AssertCode(FindingCode.PathMalformed, Verdict.Refused, path);

    [Fact]
    public void An_overlong_path_is_refused() => AssertCode(FindingCode.PathMalformed, Verdict.Refused, new string('a', Limits.PathCharacters + 1));

    [Fact]
    public void A_missing_file_could_not_be_evaluated() => AssertCode(FindingCode.FileMissing, Verdict.Indeterminate, In("nowhere/plugin.so"));

    [Fact]
    public void A_file_as_a_directory_could_not_be_evaluated()
    {
        File.WriteAllText(In("file"), "x");
        AssertCode(FindingCode.FileMissing, Verdict.Indeterminate, In("file/plugin.so"));
    }

    [Fact]
    public void A_directory_is_refused() => AssertCode(FindingCode.NotARegularFile, Verdict.Refused, _folder);

    [Fact]
    public void A_fifo_is_refused_without_waiting_for_a_writer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "FIFOs are opened this way on Linux only");
        Assert.Equal(0, Syscall.mkfifo(In("fifo"), FilePermissions.S_IRUSR | FilePermissions.S_IWUSR));
        AssertCode(FindingCode.NotARegularFile, Verdict.Refused, In("fifo"));
    }

    [Fact]
    public void A_device_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/zero is read this way on Linux only");
        AssertCode(FindingCode.NotARegularFile, Verdict.Refused, "/dev/zero");
    }

    [Fact]
    public void A_socket_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sockets in the file system are looked at on Linux only");
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(In("socket")));
        AssertCode(FindingCode.NotARegularFile, Verdict.Refused, In("socket"));
    }

    [Fact]
    public void An_unreadable_file_could_not_be_evaluated()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "modes are looked at on Linux only");
        Assert.SkipWhen(Syscall.geteuid() == 0, "root reads every file");
        File.WriteAllText(In("secret"), "x");
        Assert.Equal(0, Syscall.chmod(In("secret"), FilePermissions.S_IWUSR));
        AssertCode(FindingCode.FileUnreadable, Verdict.Indeterminate, In("secret"));
    }

    [Fact]
    public void The_canonical_path_is_that_of_the_open_file_even_after_a_swap()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the kernel names open files on Linux only");
        string real = Directory.CreateDirectory(In("real")).FullName;
        File.WriteAllText(Path.Combine(real, "plugin.so"), "good");
        File.CreateSymbolicLink(In("link"), real);
        using PluginFile file = Open(In("link/plugin.so"));
        File.Delete(In("link"));
        Assert.Equal(Path.Combine(real, "plugin.so"), file.CanonicalPath);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((128 * 1024) + 1)]
    [InlineData((9 * 1024 * 1024) + 7)]
    public void Every_wanted_digest_is_that_of_the_content(int size)
    {
        byte[] content = new byte[size];
        System.Security.Cryptography.RandomNumberGenerator.Fill(content);
        File.WriteAllBytes(In("plugin.so"), content);
        using PluginFile file = Open(In("plugin.so"));
        Assert.True(PluginImage.Read(file, [DigestAlgorithm.Sha384, DigestAlgorithm.Sha512, DigestAlgorithm.Sha512]).TryGetValue(out PluginImage? image));
        Assert.Equal(size, image.Length);
        Assert.Equal(3, image.Digests.Length);
        Assert.All(image.Digests, d => Assert.True(d.IsEqualTo(d.Algorithm.Hash(content))));
    }

    [Theory]
    [InlineData("write")]
    [InlineData("append")]
    [InlineData("truncate")]
    public void A_file_that_changes_while_it_is_read_is_refused(string attack)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a file held open cannot be written to elsewhere");
        string path = In("plugin.so");
        File.WriteAllBytes(path, new byte[9 * 1024 * 1024]);
        using PluginFile file = Open(path);
        bool done = false;
        Inline progress = new(() =>
        {
            if (!done)
            {
                done = true;
                using FileStream attacker = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                attacker.SetLength(attack is "truncate" ? 10 : attacker.Length);
                attacker.Position = attack is "append" ? attacker.Length : 0;
                attacker.WriteByte(1);
            }
        });
        Answer<PluginImage> image = PluginImage.Read(file, [], progress);
        Assert.False(image.Passed);
        Assert.Equal(FindingCode.ChangedWhileRead, Assert.Single(image.Findings).Code);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private static PluginFile Open(string path)
    {
        Assert.True(PluginFile.Open(path).TryGetValue(out PluginFile? file));
        return file;
    }

    private static void AssertCode(FindingCode code, Verdict verdict, string path)
    {
        Answer<PluginFile> opened = PluginFile.Open(path);
        Assert.False(opened.Passed);
        Finding finding = Assert.Single(opened.Findings);
        Assert.Equal(code, finding.Code);
        Assert.Equal(verdict, finding.Verdict);
    }

    private sealed class Inline(Action action) : IProgress<long>
    {
        public void Report(long value) => action();
    }
}
