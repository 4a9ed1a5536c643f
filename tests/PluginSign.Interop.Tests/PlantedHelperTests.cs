using PluginSign.Tests;
using PluginSign.Tests.Binaries;

namespace PluginSign.Interop.Tests;

/// <summary>A library with the name of the command's native helper lies where the runtime and the linker would look: it must not run.</summary>
public sealed class PlantedHelperTests : IDisposable
{
    private const string Helper = "libMono.Unix.so";

    private const string Planted = """
        #include <stdio.h>
        #include <stdlib.h>
        __attribute__((constructor)) static void mark(void)
        {
            const char *place = getenv("PLANTED_MARK");
            FILE *file = place ? fopen(place, "w") : NULL;
            if (file) fclose(file);
        }
        """;

    private const string Host = """
        #include <dlfcn.h>
        #include <stddef.h>
        int main(void) { return dlopen("libMono.Unix.so", RTLD_NOW) != NULL ? 0 : 1; }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-planted-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_linker_would_run_it()
    {
        // The control: with this environment a program that asks for the name gets the planted library, and the library leaves its mark.
        Plant();
        File.WriteAllText(In("host.c"), Host);
        Tool.RunOrSkip("gcc", ["host.c", "-o", "host", "-ldl"], _folder);
        Assert.Equal(0, Run([In("host")]).Code);
        Assert.True(File.Exists(In("mark")));
    }

    [Theory]
    [InlineData("native")]
    [InlineData("managed")]
    public void It_is_not_run(string kind)
    {
        string[] command = CopyOrSkip(kind);
        Plant();
        Work(command);
        Assert.False(File.Exists(In("mark")), "the planted library was run");
    }

    [Theory]
    [InlineData("native")]
    [InlineData("managed")]
    public void It_is_not_run_where_the_right_one_is_missing(string kind)
    {
        string[] command = CopyOrSkip(kind);
        string[] verify = Work(command);
        Assert.NotEmpty(Helpers());
        foreach (string helper in Helpers())
        {
            File.Delete(helper);
        }

        Plant();
        (int code, string output, string errors) = Run(verify);
        Assert.False(File.Exists(In("mark")), "the planted library was run");
        Assert.True(code == 3, $"{code}: {output}{errors}");
        Assert.Contains(Helper, output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("bug", output + errors, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("native")]
    [InlineData("managed")]
    public void A_plain_verify_does_not_need_it(string kind)
    {
        // Loading it costs half a millisecond, and only owners, modes and the way from a root need it.
        string[] command = CopyOrSkip(kind);
        Work(command);
        foreach (string helper in Helpers())
        {
            File.Delete(helper);
        }

        Expect(0, [.. command, "verify", In("root/plugin.so"), "--ca", In("ca/root.pem"), "--crl", In("ca/crl.pem"), "--allow-development-ca"]);
    }

    // A plugin signed and verified below a trusted root; returns the last command.
    private string[] Work(string[] command)
    {
        Directory.CreateDirectory(In("root"));
        File.WriteAllBytes(In("root/plugin.so"), Worlds.Content);
        Expect(0, [.. command, "ca", "new", "--out", In("ca")]);
        Expect(0, [.. command, "sign", In("root/plugin.so"), "--key", In("ca/signer.key.pem"), "--certificate", In("ca/signer.pem")]);
        string[] verify = [.. command, "verify", In("root/plugin.so"), "--root", In("root"), "--ca", In("ca/root.pem"), "--crl", In("ca/crl.pem"), "--allow-development-ca"];
        Expect(0, verify);
        return verify;
    }

    private void Expect(int expected, string[] command)
    {
        (int code, string output, string errors) = Run(command);
        Assert.True(code == expected, $"{string.Join(' ', command)} ended with {code} instead of {expected}: {output}{errors}");
    }

    // Under every name that the runtime makes of the two that are asked for.
    private void Plant()
    {
        Tool.NeedOrSkip("gcc", "/usr/include/stdlib.h");
        string library = Directory.CreateDirectory(In("planted")).FullName;
        File.WriteAllText(In("planted.c"), Planted);
        Tool.RunOrSkip("gcc", ["-shared", "-fPIC", "planted.c", "-o", Path.Combine(library, Helper)], _folder);
        foreach (string name in (string[])["libMono.Unix", "Mono.Unix.so", "Mono.Unix"])
        {
            File.Copy(Path.Combine(library, Helper), Path.Combine(library, name));
        }
    }

    // In the planted folder, which is the linker's first, too.
    private (int Code, string Output, string Errors) Run(string[] command)
    {
        string planted = Directory.CreateDirectory(In("planted")).FullName;
        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["LD_LIBRARY_PATH"] = planted, ["PLANTED_MARK"] = In("mark") };
        return Tool.TryRun(command[0], command[1..], planted, environment: environment) ?? throw new InvalidOperationException($"{command[0]} did not start");
    }

    // The command in a folder of the test's own, so that the test may take its helper away.
    private string[] CopyOrSkip(string kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the helper has another name there");
        if (kind is "native")
        {
            string published = Path.Combine(Repository.Root, "artifacts", "native");
            Assert.SkipUnless(File.Exists(Path.Combine(published, "pluginsign")), "the native command has not been published (scripts/publish.sh)");
            Copy(published);
            return [In("command/pluginsign")];
        }

        string framework = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string configuration = Path.GetFileName(Path.GetDirectoryName(framework)!);
        Copy(Path.Combine(Repository.Root, "src", "PluginSign.Cli", "bin", configuration, Path.GetFileName(framework)));

        // With this list the runtime itself refuses to start where one of the files is missing; without it, it takes what lies there.
        File.Delete(In("command/PluginSign.Cli.deps.json"));
        Tool.NeedOrSkip("dotnet");
        return ["dotnet", In("command/PluginSign.Cli.dll")];
    }

    private void Copy(string from)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(In("command"), Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private string[] Helpers() => Directory.GetFiles(In("command"), Helper, SearchOption.AllDirectories);

    private string In(string name) => Path.Combine(_folder, name);
}
