using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Certificates;
using PluginSign.Cli.Options;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Pkcs11;
using PluginSign.Signing;

namespace PluginSign.Cli.Commands.Sign;

/// <summary><c>--pkcs11</c>: the key stays in a token.</summary>
internal sealed class Pkcs11Options
{
    private const string Example =
        "pluginsign sign greeter.so --pkcs11 'pkcs11:token=Acme;id=%01?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/run/acme/pin' --certificate signer.pem";

    private readonly Option<string> _uri = new("--pkcs11")
    {
        Description = "the key's PKCS #11 URI (RFC 7512), instead of --key; without pin-source the PIN is asked for as a password is",
        HelpName = "URI",
    };

    private readonly PasswordOptions _password;

    public Pkcs11Options(Command command, PasswordOptions password)
    {
        command.Add(_uri);
        _password = password;
    }

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_uri) is not null;

    /// <summary>Opens the key; the certificate is one of those given, or one that the token holds.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="given">The certificates of <c>--certificate</c>; may be empty.</param>
    /// <param name="chain">The certificates of <c>--chain</c>; may be empty.</param>
    public SigningCredential Read(ParseResult parsed, ImmutableArray<Certificate> given, ImmutableArray<Certificate> chain)
    {
        Pkcs11Uri uri = Accept(Pkcs11Uri.Parse(parsed.GetValue(_uri)!), "a PKCS #11 URI");
        using TokenPin? pin = Pin(parsed, uri);
        Pkcs11SigningKey key = Accept(Pkcs11SigningKey.Open(uri, pin, given.FirstOrDefault()), $"{uri}");
        SigningCredential? made = null;
        try
        {
            ImmutableArray<Certificate> certificates = given.IsEmpty ? key.Certificates : given;
            Certificate own = certificates.FirstOrDefault(c => c.SubjectPublicKeyInfo.Span.SequenceEqual(key.PublicKey.Encoded.Span))
                ?? certificates.FirstOrDefault()
                ?? throw new UsageException("--certificate takes the FILE of the certificate that was issued for the token's key: the token holds none under the key's id", "no certificate", Example);
            made = Accept(SigningCredential.Create(key, own, [.. certificates, .. key.Certificates, .. chain]), $"{uri}");
            return made;
        }
        finally
        {
            if (made is null)
            {
                key.Dispose();
            }
        }
    }

    private TokenPin? Pin(ParseResult parsed, Pkcs11Uri uri)
    {
        if (uri.PinFile is { } file)
        {
            return Accept(TokenPin.FromFile(file), file);
        }

        string password = _password.GivenOrAskedIfPossible(parsed, $"{uri}");
        return password.Length == 0 ? null : TokenPin.FromText(password);
    }

    // What the token says is neither yes nor no; what the command line says wrongly is a mistake.
    private static T Accept<T>(Answer<T> answer, string what)
        where T : class
    {
        if (answer.TryGetValue(out T? value))
        {
            return value;
        }

        Finding finding = answer.Findings.First(static f => f.Severity == Severity.Error);
        string actual = finding.Actual ?? "nothing";
        throw finding.Code.IsEnvironment()
            ? new UnavailableException(finding.Message, finding.Code, RemedyWords.Of(finding) is { } hint ? $"{actual}: {hint}" : actual, what)
            : new UsageException($"--pkcs11: {finding.Message}", actual, Example);
    }
}
