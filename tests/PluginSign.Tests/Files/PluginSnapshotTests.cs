using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Mono.Unix.Native;
using PluginSign.Algorithms;
using PluginSign.Files;
using PluginSign.Files.Native;
using PluginSign.Findings;
using PluginSign.Tests.Binaries;

namespace PluginSign.Tests.Files;

/// <summary>Held bytes: the file's, and nobody's to change.</summary>
public sealed class PluginSnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-snapshot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(70_001)]
    [InlineData((3 * 1024 * 1024) + 5)]
    [InlineData((20 * 1024 * 1024) + 7)]
    public void Bytes_and_digests_are_the_files(int size)
    {
        byte[] content = RandomNumberGenerator.GetBytes(size);
        List<long> told = [];
        using PluginImage image = Held(Hold(Write(content), new Told(told)));
        Assert.True(image.Snapshot!.Read(b => b.Span.SequenceEqual(content)));
        Assert.Equal(size, image.Length);
        Assert.Equal(SHA256.HashData(content), image.Sha256.Value.ToArray());
        Assert.Equal(SHA512.HashData(content), image.Digests.Single(static d => d.Algorithm == DigestAlgorithm.Sha512).Value.ToArray());
        Assert.Equal(size, told[^1]);
    }

    [Fact]
    public void A_write_to_the_file_does_not_reach_them()
    {
        string path = Write("before"u8.ToArray());
        using PluginImage image = Held(Hold(path));
        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write("after!"u8);
        }

        Assert.Equal("before"u8.ToArray(), image.Snapshot!.Read(static b => b.ToArray()));
    }

    [Fact]
    public void Nobody_can_write_grow_shrink_or_unseal_them_not_even_we()
    {
        using PluginImage image = Held(Hold(Write("sealed"u8.ToArray())));
        int descriptor = Descriptor(image);
        Assert.Equal(Libc.AllSeals, Libc.Control(descriptor, Libc.GetSeals, 0) & Libc.AllSeals);
        Fails(Errno.EPERM, Syscall.ftruncate(descriptor, 3));
        Fails(Errno.EPERM, Syscall.ftruncate(descriptor, 30));
        Fails(Errno.EPERM, Libc.Control(descriptor, Libc.AddSeals, 0));
        Fails(Errno.EPERM, (long)Syscall.mmap(0, 6, MmapProts.PROT_READ | MmapProts.PROT_WRITE, MmapFlags.MAP_SHARED, descriptor, 0));
        int again = Syscall.open(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}"), OpenFlags.O_RDWR | OpenFlags.O_CLOEXEC);
        Assert.True(again >= 0);
        Fails(Errno.EPERM, Write(again));
        Assert.Equal(0, Syscall.close(again));
        Assert.Equal("sealed"u8.ToArray(), image.Snapshot!.Read(static b => b.ToArray()));
    }

    [Fact]
    public void They_are_gone_when_disposed()
    {
        PluginImage image = Held(Hold(Write("gone"u8.ToArray())));
        PluginSnapshot snapshot = image.Snapshot!;
        using Stream open = image.OpenRead();
        Assert.Equal((byte)'g', open.ReadByte());
        image.Dispose();
        image.Dispose();
        Assert.Throws<ObjectDisposedException>(() => image.OpenRead());
        Assert.Throws<ObjectDisposedException>(() => snapshot.Read(static b => b.Length));
        Assert.Throws<ObjectDisposedException>(() => snapshot.Length);
        if (OperatingSystem.IsLinux())
        {
            Assert.Throws<ObjectDisposedException>(() => open.ReadByte());
        }
    }

    [Fact]
    public void Whoever_looks_at_them_keeps_them_whoever_else_gives_them_back()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("memory is mapped on Linux alone");
        }

        byte[] content = [.. Enumerable.Range(0, 100_000).Select(static i => (byte)(i % 251))];
        PluginImage image = Held(Hold(Write(content)));
        nint address = image.Snapshot!.Mapped!.Address;
        string? memory = Maps.FileAt(address);
        Assert.NotNull(memory);
        Assert.True(image.Snapshot.Read(bytes =>
        {
            ReadOnlySpan<byte> span = bytes.Span;
            image.Dispose();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            return span.SequenceEqual(content);
        }));
        Assert.NotEqual(memory, Maps.FileAt(address), StringComparer.Ordinal);
    }

    [Fact]
    public void A_stream_that_outlives_its_image_reads_nothing_that_is_gone()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("memory is mapped on Linux alone");
        }

        (nint address, string? memory) = Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.NotNull(memory);
        Assert.NotEqual(memory, Maps.FileAt(address), StringComparer.Ordinal); // nobody has to dispose for the memory to come back
    }

    private static ProcessMaps Maps { get; } = new("/proc/self");

    // In methods of their own: a debug build keeps what a method has had until it ends.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private (nint Address, string? Memory) Forget()
    {
        Stream open = Open(out nint address);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        byte[] read = new byte[4];
        open.ReadExactly(read);
        Assert.Equal("kept"u8.ToArray(), read); // the stream keeps what it reads
        return (address, Maps.FileAt(address));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private Stream Open(out nint address)
    {
        PluginImage image = Held(Hold(Write("kept"u8.ToArray())));
        address = image.Snapshot!.Mapped!.Address;
        return image.OpenRead();
    }

    [Fact]
    public void A_streamed_image_holds_nothing()
    {
        Assert.True(PluginFile.Open(Write("streamed"u8.ToArray())).TryGetValue(out PluginFile? file));
        using (file)
        {
            using PluginImage image = Held(PluginImage.Read(file, []));
            Assert.False(image.IsHeld);
            Assert.Throws<InvalidOperationException>(() => image.OpenRead());
        }
    }

    [Fact]
    public void A_file_above_the_cap_is_refused_before_anything_is_taken()
    {
        string path = Path.Combine(_folder, "large");
        using (FileStream file = new(path, FileMode.CreateNew))
        {
            file.SetLength(Limits.HeldBytes + 1L);
        }

        Assert.Equal(FindingCode.TooLargeToHold, Assert.Single(Hold(path).Findings).Code);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("a private copy may be empty");
        }

        Assert.Equal(FindingCode.NotARegularFile, Assert.Single(Hold(Write([])).Findings).Code);
    }

    [Fact]
    public void A_file_that_grew_after_it_was_opened_says_so()
    {
        string path = Write("short"u8.ToArray());
        Assert.True(PluginFile.Open(path).TryGetValue(out PluginFile? file));
        using (file)
        {
            File.AppendAllText(path, " no more");
            Assert.Equal(FindingCode.ChangedWhileRead, Assert.Single(PluginImage.Hold(file, []).Findings).Code);
        }
    }

    [Fact]
    public void A_file_that_another_one_was_renamed_over_is_held_all_the_same()
    {
        string path = Write("old"u8.ToArray());
        Assert.True(PluginFile.Open(path).TryGetValue(out PluginFile? file));
        using (file)
        {
            File.WriteAllText(path + ".new", "new");
            File.Move(path + ".new", path, overwrite: true);
            using PluginImage image = Held(PluginImage.Hold(file, []));
            Assert.Equal("old"u8.ToArray(), image.Snapshot!.Read(static b => b.ToArray()));
        }
    }

    [Fact]
    public void A_file_on_a_noexec_mount_is_held_with_a_warning()
    {
        if (!OperatingSystem.IsLinux() || Syscall.geteuid() != 0)
        {
            Assert.Skip("only root on Linux can mount a file system");
        }

        string mount = Path.Combine(_folder, "mount");
        Directory.CreateDirectory(mount);
        if (!Run("mount", "-t", "tmpfs", "-o", "noexec,size=1m", "tmpfs", mount))
        {
            Assert.Skip("this machine does not let its root mount a file system");
        }

        try
        {
            string path = Path.Combine(mount, "file");
            File.WriteAllText(path, "noexec");
            Answer<PluginImage> answer = Hold(path);
            using PluginImage image = Held(answer);
            Finding finding = Assert.Single(answer.Findings);
            Assert.Equal(FindingCode.MountNoExec, finding.Code);
            Assert.Equal(Severity.Warning, finding.Severity);
        }
        finally
        {
            Assert.True(Run("umount", mount));
        }
    }

    private static bool Run(string program, params string[] arguments) => Tool.TryRun(program, arguments) is { Code: 0 };

    private static long Write(int descriptor)
    {
        GCHandle one = GCHandle.Alloc(new byte[] { 1 }, GCHandleType.Pinned);
        long written = Syscall.write(descriptor, one.AddrOfPinnedObject(), 1);
        one.Free();
        return written;
    }

    private static void Fails(Errno expected, long result)
    {
        // Our own imports keep the number where the runtime keeps it, and so do Mono's.
        Assert.Equal((Errno?)expected, result == -1 ? NativeConvert.ToErrno(Marshal.GetLastPInvokeError()) : null);
    }

    private static int Descriptor(PluginImage image)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("sealed memory is Linux'");
        }

        return (int)image.Snapshot!.Descriptor!.DangerousGetHandle();
    }

    private static Answer<PluginImage> Hold(string path, IProgress<long>? progress = null)
    {
        Assert.True(PluginFile.Open(path).TryGetValue(out PluginFile? file));
        using (file)
        {
            return PluginImage.Hold(file, [DigestAlgorithm.Sha512], progress);
        }
    }

    private static PluginImage Held(Answer<PluginImage> answer)
    {
        Assert.True(answer.TryGetValue(out PluginImage? image), string.Join("; ", answer.Findings));
        return image;
    }

    private string Write(byte[] content)
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllBytes(path, content);
        return path;
    }

    private sealed class Told(List<long> told) : IProgress<long>
    {
        public void Report(long value) => told.Add(value);
    }
}
