using System.Text;
using PluginSign.Cli.Storage;

namespace PluginSign.Cli.Tests.Storage;

/// <summary>A file name is bytes. None is ever opened under another name than the one that was given.</summary>
public sealed class ProcessNameTests(SignedPlugin plugin) : IClassFixture<SignedPlugin>
{
    // \377 is no UTF-8, and \357\277\275 is U+FFFD, which the runtime puts in its place: a signed decoy of that name lies beside.
    private const string Names = "bad=$(printf 'evil\\377.so'); decoy=$(printf 'evil\\357\\277\\275.so'); "
        + "cp stranger.so \"$bad\" && cp greeter.so \"$decoy\" && cp greeter.so.p7s \"$decoy.p7s\" && cp greeter.so.p7s sig && cp ca/root.pem \"$(printf 'ca\\377.pem')\"; cp ca/root.pem \"$(printf 'ca\\357\\277\\275.pem')\"; ";

    [Fact]
    public async Task The_decoy_is_not_verified_in_place_of_the_file_that_was_named()
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell($"{Names} {SignedPlugin.Verify} \"$bad\"");
        Refused(code, output + error);
        Assert.Contains("evil\\xff.so", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_it_the_others_are_verified()
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell($"{Names} {SignedPlugin.Verify} \"$bad\" greeter.so --output json");
        Refused(code, output + error);
        Assert.Contains("\"verdict\": \"trusted\"", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u0000", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_holds_that_very_character_is_a_name_like_any_other()
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell($"{Names} {SignedPlugin.Verify} \"$decoy\" --signature \"$decoy.p7s\"");
        Assert.True(code == 0, output + error);
    }

    [Theory]
    [InlineData("verify greeter.so --ca \"$(printf 'ca\\377.pem')\" --allow-development-ca")]
    [InlineData("verify greeter.so --ca ca/root.pem --allow-development-ca --signature \"$(printf 'evil\\377.so.p7s')\"")]
    [InlineData("verify greeter.so --ca ca/root.pem --root \"$(printf 'evil\\377')\"")]
    [InlineData("chain \"$(printf 'ca\\377.pem')\" --ca ca/root.pem --purpose any")]
    [InlineData("inspect \"$bad\"")]
    [InlineData("sign \"$bad\" --key ca/signer.key.pem --certificate ca/signer.pem --force")]
    [InlineData("stage greeter.so --into \"$(printf 'in\\377')\" --ca ca/root.pem --allow-development-ca")]
    [InlineData("ca new --out \"$(printf 'out\\377')\"")]
    public async Task It_is_refused_on_every_way_in(string arguments)
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell($"{Names} dotnet \"$0\" {arguments}");
        Refused(code, output + error);
    }

    [Theory]
    [InlineData("ln -sf \"$bad\" link.so; dotnet \"$0\" verify link.so --signature sig --ca ca/root.pem --allow-development-ca --output json")]
    [InlineData("ln -sf \"$(printf 'ca\\377.pem')\" link.pem; dotnet \"$0\" verify greeter.so --ca link.pem --allow-development-ca")]
    [InlineData("ln -sf \"$bad\" link.so; dotnet \"$0\" inspect link.so --output json; dotnet \"$0\" verify link.so --ca ca/root.pem --root . --owner root --owner $(id -u) --output json")]
    public async Task A_link_to_such_a_name_is_refused(string script)
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell($"{Names} {script}");
        Refused(code, output + error);
        Assert.DoesNotContain("\\u0000", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_directory_of_such_a_name_no_relative_name_is_opened()
    {
        OnLinux();
        // Beside it lies a directory of the replacement's name, with everything in it that a verification needs.
        (int code, string output, string error) = await plugin.Shell(
            $"mkdir -p \"$(printf 'd\\377')\" && cp -r ca greeter.so greeter.so.p7s \"$(printf 'd\\377')\" && cp -r \"$(printf 'd\\377')\" \"$(printf 'd\\357\\277\\275')\" && cd \"$(printf 'd\\377')\" && {SignedPlugin.Verify} greeter.so");
        Refused(code, output + error);
        (code, output, error) = await plugin.Shell($"cd \"$(printf 'd\\357\\277\\275')\" && {SignedPlugin.Verify} greeter.so");
        Assert.True(code == 0, output + error);
    }

    [Fact]
    public async Task A_variable_that_names_a_directory_is_refused_too()
    {
        OnLinux();
        (int code, string output, string error) = await plugin.Shell(
            "chmod 755 . && mkdir -p \"$(printf 'r/p\\377')\" \"$(printf 'r/p\\357\\277\\275')\" && cp greeter.so \"$(printf 'r/p\\357\\277\\275')\" && PLUGIN_ROOT=\"$(printf '%s/r/p\\377' \"$PWD\")\" dotnet \"$0\" resolve greeter.so --root r --search PLUGIN_ROOT");
        Refused(code, output + error);
    }

    [Fact]
    public void Without_proc_a_name_with_that_character_is_refused_and_the_reason_is_told()
    {
        OnLinux();
        string[] words = ProcessNames.AsGiven(["verify", "evil\uFFFD.so", "plain.so"], "no-such-file");
        Assert.Equal("plain.so", words[2]);
        (int code, _, string error) = SignedPlugin.Run([.. words, "--ca", "ca.pem"]);
        Refused(code, error);
        Assert.Contains("mount /proc", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_never_become_a_name_that_could_be_one()
    {
        Assert.Equal("a\uDCFFb", ProcessNames.Text([(byte)'a', 0xff, (byte)'b']));
        Assert.Equal("\uDCED\uDCA0\uDC80", ProcessNames.Text([0xed, 0xa0, 0x80])); // a surrogate half in UTF-8's clothes (CESU-8)
        Assert.Equal("\uDCC0\uDCAF", ProcessNames.Text([0xc0, 0xaf])); // an overlong slash
        Assert.Equal("ä\uFFFD", ProcessNames.Text(Encoding.UTF8.GetBytes("ä\uFFFD")));
        Assert.True(ProcessNames.IsText("\U0001F600"));
        Assert.False(ProcessNames.IsText("\uD800x"));
    }

    private static void OnLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "names of arbitrary bytes are tried on Linux");

    private static void Refused(int code, string text)
    {
        Assert.True(code == 1, $"exit {code}\n{text}");
        Assert.Contains("PS1011", text, StringComparison.Ordinal);
    }
}
