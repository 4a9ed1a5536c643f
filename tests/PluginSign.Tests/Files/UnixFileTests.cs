using Mono.Unix;
using Mono.Unix.Native;
using PluginSign.Files.Native;

namespace PluginSign.Tests.Files;

/// <summary>Our own calls say what those of Mono.Unix say, which they stand for where its native half is not loaded.</summary>
public sealed class UnixFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-unix-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("file")]
    [InlineData("directory")]
    [InlineData("link")]
    [InlineData("fifo")]
    [InlineData("/dev/null")]
    [InlineData("/proc/self/status")]
    [InlineData("/")]
    public void A_status_is_the_same(string name)
    {
        SkipUnlessLinux();
        string path = Make(name);
        int descriptor = LinuxCalls.OpenAt(LinuxCalls.CurrentDirectory, path, LinuxFlags.Look); // also a link, and a FIFO without a writer
        Assert.True(descriptor >= 0);
        try
        {
            Assert.Equal(0, Syscall.fstat(descriptor, out Stat expected));
            Assert.Equal(UnixFile.None, UnixFile.Status(descriptor, out Stat status));
            Assert.Equal(expected, status);
            Assert.Equal(expected.st_mtime_nsec, status.st_mtime_nsec);
            Assert.Equal(expected.st_ctime_nsec, status.st_ctime_nsec);
        }
        finally
        {
            _ = Syscall.close(descriptor);
        }
    }

    [Fact]
    public void A_number_that_is_not_open_has_no_status()
        => Assert.Equal(Errno.EBADF, UnixFile.Status(987_654, out _));

    [Theory]
    [InlineData("file", UnixFile.None)]
    [InlineData("link", UnixFile.None)]
    [InlineData("directory", UnixFile.None)]
    [InlineData("fifo", UnixFile.None)] // and without waiting for its writer
    [InlineData("missing", Errno.ENOENT)]
    [InlineData("file/below", Errno.ENOTDIR)]
    [InlineData("file\0", Errno.ENOENT)]
    [InlineData("loop", Errno.ELOOP)]
    [InlineData("", Errno.ENOENT)]
    public void Opening_says_what_it_said(string name, Errno expected)
    {
        SkipUnlessLinux();
        string path = name.Length == 0 ? name : Make(name);
        Assert.Equal(expected, UnixFile.Open(path, out int descriptor));
        if (expected == UnixFile.None)
        {
            Assert.Equal(1, Syscall.fcntl(descriptor, FcntlCommand.F_GETFD)); // a child gets none of our files
            OpenFlags flags = NativeConvert.ToOpenFlags(Syscall.fcntl(descriptor, FcntlCommand.F_GETFL));
            Assert.True(flags.HasFlag(OpenFlags.O_NONBLOCK));
            Assert.Equal(OpenFlags.O_RDONLY, flags & (OpenFlags.O_WRONLY | OpenFlags.O_RDWR));
            _ = Syscall.close(descriptor);
        }
        else if (!name.Contains('\0', StringComparison.Ordinal))
        {
            Assert.Equal(-1, Syscall.open(path, OpenFlags.O_RDONLY));
            Assert.Equal(expected, Stdlib.GetLastError());
        }
    }

    [Fact]
    public void A_links_target_is_its_bytes()
    {
        SkipUnlessLinux();
        Assert.Equal("file"u8.ToArray(), UnixFile.LinkTarget(Make("link")));
        Assert.Null(UnixFile.LinkTarget(Make("file")));
        Assert.Null(UnixFile.LinkTarget(Path.Combine(_folder, "missing")));
    }

    [Fact]
    public void An_error_has_the_number_and_the_sentence_that_Mono_gives_it()
    {
        SkipUnlessLinux();
        foreach (Errno error in (Errno[])[Errno.EPERM, Errno.ENOENT, Errno.EINTR, Errno.EIO, Errno.ENXIO, Errno.EAGAIN, Errno.EACCES, Errno.ENOTDIR, Errno.EISDIR, Errno.EINVAL, Errno.EMFILE, Errno.ENFILE, Errno.ENAMETOOLONG, Errno.ENOSYS, Errno.ELOOP, Errno.EXDEV, Errno.ESTALE, Errno.ENODATA, Errno.EOPNOTSUPP, Errno.EOVERFLOW])
        {
            Assert.Equal(NativeConvert.FromErrno(error), (int)error);
            Assert.Equal(UnixMarshal.GetErrorDescription(error), UnixFile.Reason(error));
        }
    }

    private static void SkipUnlessLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere they are Mono.Unix");

    private string Make(string name)
    {
        if (name.StartsWith('/'))
        {
            return name;
        }

        File.WriteAllText(In("file"), "content");
        switch (name)
        {
            case "directory":
                Directory.CreateDirectory(In(name));
                break;
            case "link":
                File.CreateSymbolicLink(In(name), "file");
                break;
            case "loop":
                File.CreateSymbolicLink(In(name), "loop");
                break;
            case "fifo":
                Assert.Equal(0, Syscall.mkfifo(In(name), FilePermissions.DEFFILEMODE));
                break;
        }

        return In(name);
    }

    private string In(string name) => Path.Combine(_folder, name);
}
