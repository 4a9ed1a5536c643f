using System.Diagnostics;

namespace PluginSign.Cli.Tests.Storage;

/// <summary>Nothing that a name stands for makes the command wait for ever: FIFOs, devices, sockets, directories.</summary>
public sealed class ProcessInputTests(SignedPlugin plugin) : IClassFixture<SignedPlugin>
{
    // A FIFO that nobody writes to, and one that somebody holds open without writing.
    private const string Pipes = "test -p fifo || mkfifo fifo; ";

    [Theory]
    [InlineData("chain fifo --ca ca/root.pem", 3)]
    [InlineData("timestamp fifo --request-out x.tsq", 1)]
    [InlineData("evidence pack fifo.p7s --out pack.json", 3)]
    [InlineData("verify fifo --ca ca/root.pem", 1)]
    [InlineData("verify greeter.so --signature fifo --ca ca/root.pem", 1)]
    [InlineData("sign fifo --key ca/signer.key.pem --certificate ca/signer.pem --force", 1)]
    [InlineData("sign greeter.so --signature fifo --append --key ca/signer.key.pem --certificate ca/signer.pem", 1)]
    [InlineData("inspect fifo", 3)]
    [InlineData("go-check --host fifo greeter.so", 3)]
    [InlineData("stage fifo --into staged --ca ca/root.pem", 1)]
    [InlineData("verify greeter.so --ca /dev/zero", 3)]
    [InlineData("verify greeter.so --ca ca", 3)]
    [InlineData("verify greeter.so --ca /dev/null", 3)]
    public async Task What_is_no_file_is_told_at_once(string arguments, int expected)
    {
        OnLinux();
        Stopwatch clock = Stopwatch.StartNew();
        (int code, string output, string error) = await plugin.Shell($"{Pipes} ln -sf fifo fifo.p7s; exec 9<>fifo; timeout 25 dotnet \"$0\" {arguments}");
        Assert.True(code == expected, $"exit {code} after {clock.Elapsed}\n{output}{error}");
        Assert.NotEmpty(output + error);
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_into_has_a_deadline()
    {
        OnLinux();
        (int code, _, string error) = await plugin.Shell($"mkfifo silent; timeout 25 {SignedPlugin.Verify} greeter.so --crl silent");
        Assert.Equal(3, code);
        Assert.Contains("it is a pipe into which nobody wrote anything within 3 seconds", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_with_a_writer_is_read_to_its_end()
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell(
            "mkfifo slow; { head -c 100 ca/root.pem; sleep 1; tail -c +101 ca/root.pem; } > slow & dotnet \"$0\" verify greeter.so --ca slow --allow-development-ca");
        Assert.True(code == 0, output + error);
        (code, output, error) = await plugin.Shell("cat ca/root.pem | dotnet \"$0\" verify greeter.so --ca /dev/stdin --allow-development-ca");
        Assert.True(code == 0, output + error);
    }

    [Fact]
    public async Task A_file_that_the_system_makes_up_is_told_plainly()
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell($"{SignedPlugin.Verify} /proc/self/status --signature greeter.so.p7s");
        Assert.True(code == 1, output + error);
        Assert.Contains("is not what a regular file on a disk is: its size and its content contradict each other", output, StringComparison.Ordinal);
        Assert.Contains("0 bytes, as its size says", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parents_of_a_private_directory_are_private_under_any_mask()
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell(
            "umask 000; dotnet \"$0\" stage greeter.so --into a/b/c --ca ca/root.pem --allow-development-ca --quiet && dotnet \"$0\" ca new --out d/e --quiet && stat -c %a a a/b a/b/c d d/e");
        Assert.True(code == 0, output + error);
        Assert.Equal("700\n700\n700\n700\n700\n", output);
    }

    [Fact]
    public async Task Below_a_directory_that_others_can_write_nothing_is_staged()
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell("mkdir -p open/own && chmod 777 open && chmod 700 open/own && dotnet \"$0\" stage greeter.so --into open/own --ca ca/root.pem --allow-development-ca; echo $?; ls open/own");
        Assert.True(code == 0, output + error);
        Assert.Equal("2\n", output);
        Assert.Contains("can be written by everybody", error, StringComparison.Ordinal);
        (code, output, error) = await plugin.Shell("chmod 1777 open && dotnet \"$0\" stage greeter.so --into open/own --ca ca/root.pem --allow-development-ca --quiet && ls open/own");
        Assert.True(code == 0, output + error);
        Assert.Equal("greeter.so\n", output);
    }

    [Fact]
    public async Task What_is_planted_at_the_target_is_kept_and_never_written_through()
    {
        OnLinux();
        const string Stage = "dotnet \"$0\" stage greeter.so --into planted --ca ca/root.pem --allow-development-ca --quiet";
        (int code, string output, string error) = await plugin.Shell(
            $"mkdir -m 700 planted; echo mine > victim; ln -s ../victim planted/greeter.so; {Stage}; echo $?; {Stage} --force; echo $?; cat victim; cmp planted/greeter.so greeter.so && test ! -L planted/greeter.so && rm planted/greeter.so; mkfifo planted/greeter.so; {Stage}; echo $?; {Stage} --force; echo $?; cmp planted/greeter.so greeter.so");
        Assert.True(code == 0, output + error);
        Assert.Equal("2\n0\nmine\n2\n0\n", output);
    }

    [Fact]
    public async Task Of_two_that_stage_at_once_one_places_the_file_and_both_are_whole()
    {
        OnLinux();
        const string Stage = "dotnet \"$0\" stage greeter.so --into twice --ca ca/root.pem --allow-development-ca --quiet 2>/dev/null";
        (int code, string output, string error) = await plugin.Shell($"{{ {Stage}; echo $?; }} & {{ {Stage}; echo $?; }} & wait; cmp twice/greeter.so greeter.so; ls -A twice");
        Assert.True(code == 0, output + error);
        Assert.Contains("0\n", output, StringComparison.Ordinal);
        Assert.EndsWith("greeter.so\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_staged_beside_the_directory_that_was_looked_at()
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell(
            "mkdir -p -m 700 elsewhere/deep; ln -s elsewhere/deep link; dotnet \"$0\" stage greeter.so --into link/../there --ca ca/root.pem --allow-development-ca; echo $?; ls -d there elsewhere/there 2>/dev/null; mkdir in; cd in; dotnet \"$0\" stage ../greeter.so --into ../beside --ca ../ca/root.pem --allow-development-ca --quiet; echo $?; ls ../beside");
        Assert.True(code == 0, output + error);
        Assert.Equal("2\n0\ngreeter.so\n", output);
    }

    [Fact]
    public async Task While_links_change_what_is_staged_is_what_was_signed()
    {
        OnLinux();
        const string Swap = "while test ! -e stop; do ln -sfn greeter.so moving.so; ln -sfn stranger.so moving.so; done & ";
        (int code, string output, string error) = await plugin.Shell(
            $"cp greeter.so.p7s moving.so.p7s; {Swap} for i in 1 2 3 4 5 6 7 8; do dotnet \"$0\" stage moving.so --into raced$i --ca ca/root.pem --allow-development-ca --quiet 2>/dev/null; test ! -e raced$i/moving.so || cmp raced$i/moving.so greeter.so || echo wrong; done; touch stop; wait");
        Assert.True(code == 0, output + error);
        Assert.Empty(output);
    }

    private static void OnLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "FIFOs, modes and links are tried on Linux");
}
