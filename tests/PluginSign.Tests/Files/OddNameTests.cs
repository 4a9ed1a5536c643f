using PluginSign.Algorithms;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Tests.Files;

/// <summary>Names that are no text, and files whose size is not their content's.</summary>
public sealed class OddNameTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // An attribute would turn them into U+FFFD, as everything does that writes UTF-8.
    [Fact]
    public void A_string_that_stands_for_no_text_is_refused()
        => Assert.All((string[])["half\ud800.so", "\udcff", "x\udc00\ud800"], name => Assert.Equal([FindingCode.PathNotText], Codes(In(name))));

    [Fact]
    public void The_replacement_character_is_what_the_caller_says()
    {
        File.WriteAllText(In("a\uFFFD.so"), "x");
        Assert.True(PluginFile.Open(In("a\uFFFD.so")).Passed);
    }

    [Fact]
    public void A_link_to_a_name_that_is_no_text_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names of arbitrary bytes are tried on Linux");
        Assert.Equal(0, Sh($"cd '{_folder}' && printf x > \"$(printf 'bad\\377')\" && ln -s \"$(printf 'bad\\377')\" link.so && printf x > plain.so && ln -s plain.so good.so"));
        Assert.Equal([FindingCode.PathNotText], Codes(In("link.so")));
        Assert.True(PluginFile.Open(In("good.so")).Passed);
        Assert.Equal(0, Sh($"rm -f '{_folder}'/bad*"));
    }

    [Fact]
    public void Content_beside_a_size_of_nothing_is_told_as_what_it_is()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux's");
        using PluginFile file = PluginFile.Open("/proc/self/status").TryGetValue(out PluginFile? opened) ? opened : throw new InvalidOperationException("no /proc");
        Finding told = Assert.Single(PluginImage.Read(file, [DigestAlgorithm.Sha256]).Findings);
        Assert.Equal(FindingCode.ChangedWhileRead, told.Code);
        Assert.False(string.Equals(told.Expected, told.Actual, StringComparison.Ordinal));
        Assert.Contains("its size and its content contradict each other", told.Message, StringComparison.Ordinal);
        Assert.False(file.ReadWhole(4096, FindingCode.TooLargeToHold).Passed);
    }

    private static int Sh(string script)
    {
        using System.Diagnostics.Process shell = System.Diagnostics.Process.Start(PluginSign.Tests.Binaries.Tool.StartInfo("/bin/sh", ["-c", script]))!;
        shell.WaitForExit();
        return shell.ExitCode;
    }

    private static IEnumerable<FindingCode> Codes(string path) => PluginFile.Open(path).Findings.Select(static f => f.Code);

    private string In(string name) => Path.Combine(_folder, name);
}
