namespace PluginSign.Cli.Tests.Storage;

/// <summary>A result that nobody got is none: streams that are closed, full or broken, and a process without descriptors, end with 3 and a sentence, never with a signal.</summary>
public sealed class ProcessStreamTests(SignedPlugin plugin) : IClassFixture<SignedPlugin>
{
    [Theory]
    [InlineData(">&-", "stdout is closed")]
    [InlineData(">/dev/full", "No space left on device")]
    [InlineData("--output json >/dev/full", "No space left on device")]
    [InlineData(">/dev/full 2>&-", "")]
    [InlineData(">/dev/full 2>/dev/full", "")]
    [InlineData(">&- 2>&-", "")]
    [InlineData("<&- >&- 2>&-", "")]
    [InlineData("1</dev/null", "Bad file descriptor")]
    public async Task A_result_that_cannot_be_written_is_no_verdict(string streams, string reason)
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell($"{SignedPlugin.Verify} greeter.so {streams}");
        Assert.True(code == 3, $"exit {code}\n{error}");
        Assert.Empty(output);
        if (reason.Length > 0)
        {
            Assert.Equal($"could not be evaluated\n  the result could not be written to stdout\n  found    {reason}\n", error);
        }
    }

    [Fact]
    public async Task A_pipe_whose_reader_has_gone_got_no_result()
    {
        OnLinux();
        (int code, _, string error) = await plugin.Shell($"{{ sleep 1; {SignedPlugin.Verify} greeter.so; echo \"exit $?\" >&2; }} | true");
        Assert.Equal(0, code);
        Assert.Contains("the result could not be written to stdout", error, StringComparison.Ordinal);
        Assert.EndsWith("exit 3\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_stderr_the_verdict_stands()
    {
        OnLinux();
        (int code, string output, _) = await plugin.Shell($"{SignedPlugin.Verify} greeter.so 2>&-");
        Assert.Equal(0, code);
        Assert.StartsWith("trusted  greeter.so\n", output, StringComparison.Ordinal);
        Assert.Equal(1, (await plugin.Shell($"cp greeter.so.p7s stranger.so.p7s; {SignedPlugin.Verify} stranger.so --quiet 2>/dev/full")).Code);
    }

    [Fact]
    public async Task A_closed_stdout_does_not_write_the_result_into_a_file_that_is_opened()
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell(
            $"cp greeter.so closed.so; dotnet \"$0\" sign closed.so --key ca/signer.key.pem --certificate ca/signer.pem >&-; echo $?; {SignedPlugin.Verify} closed.so");
        Assert.True(code == 0, output + error);
        Assert.StartsWith("3\ntrusted  closed.so\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_of_two_commands_goes_one_after_the_other_into_a_file()
    {
        OnLinux();
        (int code, string output, _) = await plugin.Shell($"{{ {SignedPlugin.Verify} greeter.so; {SignedPlugin.Verify} greeter.so; }} > both.txt; grep -c '^trusted' both.txt");
        Assert.Equal(0, code);
        Assert.Equal("2\n", output);
    }

    // With fewer, the runtime itself does not begin; how many that are is its own affair. From Main on there is an answer.
    [Theory]
    [InlineData(32)]
    [InlineData(40)]
    [InlineData(56)]
    [InlineData(128)]
    public async Task Few_descriptors_are_no_crash_of_ours(int descriptors)
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell($"(ulimit -n {descriptors}; exec {SignedPlugin.Verify} greeter.so)");
        Assert.DoesNotContain("Unhandled exception", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(code == 0, output.StartsWith("trusted  greeter.so\n", StringComparison.Ordinal));
    }

    private static void OnLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "streams and descriptors are tried on Linux");
}
