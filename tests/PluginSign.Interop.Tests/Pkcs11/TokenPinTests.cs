using PluginSign.Findings;
using PluginSign.Pkcs11;

namespace PluginSign.Interop.Tests.Pkcs11;

/// <summary>PIN files: for their owner alone, one line, and in no text.</summary>
public sealed class TokenPinTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pluginsign-pin-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("4242-secret")]
    [InlineData("4242-secret\n")]
    [InlineData("4242-secret\r\nsecond line\n")]
    public void The_first_line_is_the_PIN(string text)
    {
        Answer<TokenPin> read = TokenPin.FromFile(Write(text, Private));
        Assert.True(read.TryGetValue(out TokenPin? pin));
        Assert.Equal("4242-secret"u8.ToArray(), pin.Utf8);
        Assert.DoesNotContain("4242", $"{pin}", StringComparison.Ordinal);
        pin.Dispose();
        Assert.All(pin.Utf8, static b => Assert.Equal(0, b));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void Others_must_not_reach_it(UnixFileMode wide)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        Answer<TokenPin> read = TokenPin.FromFile(Write("4242-secret", Private | wide));
        Finding finding = Assert.Single(read.Findings);
        Assert.Equal(FindingCode.TokenPinFileOpen, finding.Code);
        Assert.DoesNotContain("4242", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_missing_and_large_files()
    {
        Assert.Equal(FindingCode.TokenPinFileUnusable, Refusal(Write(string.Empty, Private)));
        Assert.Equal(FindingCode.TokenPinFileUnusable, Refusal(Write("\nsecond", Private)));
        Assert.Equal(FindingCode.TokenPinFileUnusable, Refusal(Write(new string('1', Limits.PinFileBytes + 1), Private)));
        Assert.Equal(FindingCode.TokenPinFileUnusable, Refusal(Path.Combine(_folder.FullName, "missing")));
        Assert.Equal(FindingCode.TokenPinFileUnusable, Refusal(_folder.FullName));
        Assert.Throws<ArgumentException>(static () => TokenPin.FromText([]));
    }

    private static FindingCode Refusal(string path)
    {
        Answer<TokenPin> read = TokenPin.FromFile(path);
        Assert.False(read.Passed);
        return Assert.Single(read.Findings).Code;
    }

    private string Write(string text, UnixFileMode mode)
    {
        string path = Path.Combine(_folder.FullName, "pin");
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        return path;
    }
}
