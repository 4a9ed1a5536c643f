using System.CommandLine;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Signing;

namespace PluginSign.Cli.Commands.Ca;

/// <summary><c>pluginsign ca new</c>: a development CA in a directory of its own.</summary>
internal sealed class CaNewCommand : DocumentedCommand
{
    private readonly Option<string> _directory = new("--out") { Description = "the directory to make", HelpName = "DIR" };

    private readonly Option<string> _vendor = new("--vendor")
    {
        Description = $"names the plugin vendor in the signer's certificate (default {DevelopmentCa.DefaultVendor})",
        HelpName = "URI",
    };

    private readonly Option<bool> _encrypt = new("--encrypt") { Description = "encrypt the private keys; asks for a password when none is given" };

    private readonly Option<bool> _hybrid = new("--hybrid") { Description = "make a second tree with ML-DSA keys (root-mldsa.pem and so on), for signatures that outlive RSA and ECDSA" };

    private readonly Option<bool> _force = new("--force") { Description = "replace files that exist" };

    private readonly PasswordOptions _password;

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public CaNewCommand(Surroundings surroundings)
        : base("new", "makes a development CA, plainly marked as such: for your own machine, never for production", "pluginsign ca new --out dev-ca")
    {
        _surroundings = surroundings;
        Add(_directory);
        Add(_vendor);
        Add(_encrypt);
        Add(_hybrid);
        _password = new PasswordOptions(this, surroundings);
        Add(_force);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        string directory = parsed.GetValue(_directory) is { Length: > 0 } given ? given : throw new UsageException("--out takes the directory to make", "no directory");
        Uri? vendor = ReadVendor(parsed);
        CaDirectory target = new(directory, parsed.GetValue(_force));
        target.ThrowIfTaken();

        // A password that is there is used: encrypting a key is never the worse mistake.
        string? password = parsed.GetValue(_encrypt) ? _password.New(parsed, "the private keys") : _password.Given(parsed);
        DevelopmentCa ca = DevelopmentCa.Create(_surroundings.Clock.GetUtcNow(), vendor, password, parsed.GetValue(_hybrid));
        target.Write(ca);
        if (json)
        {
            JsonReport.Write(_surroundings.Output, CaDocument.Of(directory, ca, password is not null));
        }
        else if (!_output.IsQuiet(parsed))
        {
            CaText.Write(Ink.OnOutput(_surroundings), directory, ca, password is not null);
        }

        return ExitCode.Done;
    }

    private Uri? ReadVendor(ParseResult parsed)
    {
        if (parsed.GetValue(_vendor) is not string text)
        {
            return null;
        }

        // RFC 5280, 4.2.1.6: an absolute URI of ASCII characters. A path like /dev is "absolute" to System.Uri, hence the scheme.
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? vendor) && text.StartsWith(vendor.Scheme + ":", StringComparison.OrdinalIgnoreCase) && Ascii(vendor.AbsoluteUri)
            ? vendor
            : throw new UsageException("--vendor takes an absolute URI", text, "pluginsign ca new --out dev-ca --vendor https://acme.example/plugins");
    }

    private static bool Ascii(string text) => text.All(char.IsAscii);
}
