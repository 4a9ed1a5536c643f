using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using PluginSign.Certificates;
using PluginSign.Cli.Options;
using PluginSign.Cli.Storage;
using PluginSign.Findings;
using PluginSign.Signing;

namespace PluginSign.Cli.Commands.Sign;

/// <summary>Who signs: a key and its certificate, a PKCS#12 file that holds both, or a key in a token; and beside it the second signer of a hybrid signature.</summary>
internal sealed class CredentialOptions
{
    private const string Pkcs12Example = "pluginsign sign greeter.so --pkcs12 signer.p12 --password-file password.txt";

    // Tag and length octets of a DER SEQUENCE: a certificate that is no PEM.
    private const byte Sequence = 0x30;

    private readonly Option<string> _key = new("--key") { Description = "the private key, PKCS#8 PEM, plain or encrypted", HelpName = "FILE" };

    private readonly Option<string> _certificate = new("--certificate") { Description = "the signer's certificate; its issuers may follow in the same file", HelpName = "FILE" };

    private readonly Option<string> _chain = new("--chain") { Description = "further issuers, to travel with the signature", HelpName = "FILE" };

    private readonly Option<string> _pkcs12 = new("--pkcs12") { Description = "key and certificates in one file, instead of --key and --certificate", HelpName = "FILE" };

    private readonly PasswordOptions _password;

    private readonly Pkcs11Options _pkcs11;

    private readonly HybridOptions _hybrid;

    public CredentialOptions(Command command, Surroundings surroundings)
    {
        command.Add(_key);
        command.Add(_certificate);
        command.Add(_chain);
        command.Add(_pkcs12);
        _password = new PasswordOptions(command, surroundings);
        _pkcs11 = new Pkcs11Options(command, _password);
        _hybrid = new HybridOptions(command, _password);
    }

    /// <summary>Checks which options were given, before any file is opened.</summary>
    public void ThrowIfContradictory(ParseResult parsed)
    {
        bool key = parsed.GetValue(_key) is not null;
        bool certificate = parsed.GetValue(_certificate) is not null;
        bool chain = parsed.GetValue(_chain) is not null;
        _hybrid.ThrowIfContradictory(parsed);
        if (_pkcs11.IsGiven(parsed))
        {
            if (key || parsed.GetValue(_pkcs12) is not null)
            {
                throw new UsageException("--pkcs11 takes the place of --key and --pkcs12: give one of them", "several");
            }
        }
        else if (parsed.GetValue(_pkcs12) is not null)
        {
            if (key || certificate || chain)
            {
                throw new UsageException("--pkcs12 takes the place of --key, --certificate and --chain: give one or the other", "both", Pkcs12Example);
            }
        }
        else if (!key)
        {
            throw new UsageException("--key takes the FILE of the signer's private key (or --pkcs12 one with key and certificates)", "no key");
        }
        else if (!certificate)
        {
            throw new UsageException("--certificate takes the FILE of the certificate that was issued for --key", "no certificate");
        }
    }

    /// <summary>The signer, and after it the second one of a hybrid signature when there is one. The caller disposes them.</summary>
    public ImmutableArray<SigningCredential> Read(ParseResult parsed)
    {
        SigningCredential first = ReadFirst(parsed);
        bool done = false;
        try
        {
            SigningCredential? second = _hybrid.Read(parsed, first);
            done = true;
            return second is null ? [first] : [first, second];
        }
        finally
        {
            if (!done)
            {
                first.Dispose();
            }
        }
    }

    private SigningCredential ReadFirst(ParseResult parsed)
    {
        if (_pkcs11.IsGiven(parsed))
        {
            return _pkcs11.Read(parsed, Certificates(_certificate, parsed), Certificates(_chain, parsed));
        }

        if (parsed.GetValue(_pkcs12) is string pkcs12)
        {
            byte[] file = InputFile.Read(_pkcs12.Name, pkcs12, Limits.KeyFileBytes);
            string password = _password.GivenOrAskedIfPossible(parsed, pkcs12);
            return Accept(SigningCredential.FromPkcs12(file, password), "--pkcs12 takes a PKCS#12 FILE and its password", pkcs12, Pkcs12Example);
        }

        string key = parsed.GetValue(_key)!;
        string certificate = parsed.GetValue(_certificate)!;
        byte[] keyPem = InputFile.Read(_key.Name, key, Limits.KeyFileBytes);
        byte[] certificatePem = Pem(InputFile.Read(_certificate.Name, certificate, Limits.CertificateFileBytes));
        byte[] chainPem = parsed.GetValue(_chain) is string chain ? Pem(InputFile.Read(_chain.Name, chain, Limits.CertificateFileBytes)) : [];
        bool encrypted = keyPem.AsSpan().IndexOf("ENCRYPTED"u8) >= 0;
        string keyPassword = encrypted ? _password.GivenOrAsked(parsed, key) : string.Empty;
        try
        {
            return Accept(
                SigningCredential.FromPem(keyPem, certificatePem, chainPem, keyPassword),
                "--key takes a PKCS#8 PEM private key and --certificate the certificate that was issued for it",
                $"{key}, {certificate}",
                null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(keyPem);
        }
    }

    private static ImmutableArray<Certificate> Certificates(Option<string> option, ParseResult parsed)
    {
        if (parsed.GetValue(option) is not string path)
        {
            return [];
        }

        Answer<CertificateBundle> read = CertificateBundle.Read(InputFile.Read(option.Name, path, Limits.CertificateFileBytes));
        return read.TryGetValue(out CertificateBundle? bundle) && bundle.Certificates.Length > 0
            ? bundle.Certificates
            : throw new UsageException($"{option.Name} takes a FILE of certificates, PEM or DER", FindingText.Found(path, read.Findings));
    }

    private static SigningCredential Accept(Answer<SigningCredential> read, string takes, string path, string? example)
        => read.TryGetValue(out SigningCredential? credential)
            ? credential
            : throw new UsageException(takes, FindingText.Found(path, read.Findings), example);

    /// <summary>The certificates as PEM, when they are one certificate in DER.</summary>
    internal static byte[] Pem(byte[] file)
        => file is [Sequence, ..] ? System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", file)) : file;
}
