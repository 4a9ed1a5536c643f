using System.Runtime.InteropServices;
using Mono.Unix.Native;
using PluginSign.Files.Native;
using Cpu = System.Runtime.InteropServices.Architecture;

namespace PluginSign.Tests.Files;

/// <summary>Where the native half of Mono.Unix comes from. That nothing else is taken for it is tried with processes: <c>PlantedHelperTests</c>.</summary>
public sealed class UnixHelperTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-helper-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_this_process_has_loaded_lies_beside_our_image()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the resolver is Linux's");
        Assert.NotEqual(0, Syscall.getpid());
        Assert.Equal(Path.GetDirectoryName(typeof(PluginSign.Verification.PluginVerifier).Assembly.Location), OwnImage.Folder());
        string[] loaded = [.. File.ReadLines("/proc/self/maps").Where(static l => l.EndsWith(UnixHelper.FileName, StringComparison.Ordinal)).Select(static l => l[l.IndexOf('/', StringComparison.Ordinal)..]).Distinct(StringComparer.Ordinal)];
        Assert.Contains(Assert.Single(loaded), UnixHelper.Places(OwnImage.Folder(), RuntimeInformation.ProcessArchitecture), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(Cpu.X64, "linux-x64")]
    [InlineData(Cpu.Arm64, "linux-arm64")]
    [InlineData(Cpu.Arm, "linux-arm")]
    public void It_is_looked_for_in_two_places(Cpu architecture, string runtime)
        => Assert.Equal([Path.Combine("/opt/app", "libMono.Unix.so"), Path.Combine("/opt/app", "runtimes", runtime, "native", "libMono.Unix.so")], UnixHelper.Places("/opt/app", architecture));

    [Fact]
    public void Where_our_folder_is_not_known_there_is_no_place()
        => Assert.Empty(UnixHelper.Places(string.Empty, Cpu.X64));

    [Fact]
    public void The_kernel_says_which_file_an_address_belongs_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux's");
        Assert.NotEqual(0, Syscall.getpid());
        string place = UnixHelper.Places(OwnImage.Folder(), RuntimeInformation.ProcessArchitecture).First(File.Exists);
        nint address = NativeLibrary.GetExport(NativeLibrary.Load(place), "Mono_Posix_FromErrno");
        Assert.Equal(place, OwnImage.FileOf(address));
        Assert.Null(OwnImage.FileOf(1));
        Assert.Null(OwnImage.FileOf(address, Path.Combine(_folder, "nowhere")));
    }

    [Theory]
    [InlineData(0x1000, "/a b/two  spaces.so")]
    [InlineData(0x1FFF, "/a b/two  spaces.so")]
    [InlineData(0x2000, null)] // no file
    [InlineData(0x3000, null)] // nothing
    public void Names_with_spaces_are_whole(int address, string? file)
    {
        File.WriteAllText(Path.Combine(_folder, "maps"), "1000-2000 r-xp 00000000 08:01 77       /a b/two  spaces.so\n2000-3000 rw-p 00000000 00:00 0        [heap]\n");
        Assert.Equal(file, OwnImage.FileOf(address, _folder));
    }
}
