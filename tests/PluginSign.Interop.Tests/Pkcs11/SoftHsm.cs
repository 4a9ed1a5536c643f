using PluginSign.Tests.Binaries;
using PluginSign.Tests.Tools;

namespace PluginSign.Interop.Tests.Pkcs11;

/// <summary>SoftHSM with one token in a directory of its own. Keys are made by pkcs11-tool, inside the token.</summary>
/// <remarks>The module reads SOFTHSM2_CONF from this process' real environment when it is loaded, hence <see cref="Libc.SetVariable"/>; tests of it run one after the other.</remarks>
internal sealed class SoftHsm : IDisposable
{
    public const string Pin = "73915-secret";
    public const string Label = "Acme Signing";

    private const string Debian = "/usr/lib/softhsm/libsofthsm2.so";

    private static readonly string[] s_places =
    [
        Debian, "/usr/lib64/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    ];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pluginsign-softhsm-");

    private SoftHsm(string module)
    {
        Module = module;
        Directory.CreateDirectory(PathOf("tokens"));
        File.WriteAllText(PathOf("softhsm2.conf"), $"directories.tokendir = {PathOf("tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n");
        Libc.SetVariable("SOFTHSM2_CONF", PathOf("softhsm2.conf"));
        Environment.SetEnvironmentVariable("SOFTHSM2_CONF", PathOf("softhsm2.conf"));
    }

    public string Module { get; }

    /// <summary>A PIN file that only its owner can read.</summary>
    public string PinFile => WritePin("pin", Pin + "\n");

    /// <summary>A fresh token, or a skip that names what is missing.</summary>
    public static SoftHsm OrSkip()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SoftHSM is tried on Linux");
        string? module = s_places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(module is null, ToolTable.Of(Debian).Missing);
        Tool.NeedOrSkip("softhsm2-util", "pkcs11-tool");
        SoftHsm hsm = new(module!);
        AddToken(Label);
        return hsm;
    }

    public static void AddToken(string label) => Run("softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "87654321", "--pin", Pin);

    /// <summary>A key made in the token.</summary>
    /// <param name="type"><c>rsa:3072</c>, <c>EC:prime256v1</c> and so on.</param>
    /// <param name="id">Two hexadecimal digits.</param>
    /// <param name="label">The label of both halves.</param>
    public void MakeKey(string type, string id, string label)
        => Run("pkcs11-tool", "--module", Module, "--token-label", Label, "--login", "--pin", Pin, "--keypairgen", "--key-type", type, "--id", id, "--label", label);

    public void WriteCertificate(string id, byte[] der)
    {
        File.WriteAllBytes(PathOf("certificate.der"), der);
        Run("pkcs11-tool", "--module", Module, "--token-label", Label, "--login", "--pin", Pin, "--write-object", PathOf("certificate.der"), "--type", "cert", "--id", id, "--label", "certificate");
    }

    public void DeletePublicKey(string id)
        => Run("pkcs11-tool", "--module", Module, "--token-label", Label, "--login", "--pin", Pin, "--delete-object", "--type", "pubkey", "--id", id);

    public string WritePin(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        File.WriteAllText(PathOf(name), text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(name), mode);
        }

        return PathOf(name);
    }

    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    public void Dispose() => _directory.Delete(recursive: true);

    private static void Run(string program, params string[] arguments)
    {
        (int code, string output, string errors) = Tool.TryRun(program, arguments) ?? throw new InvalidOperationException($"{program} did not start");
        Assert.True(code == 0, $"{program}: {errors}{output}");
    }
}
