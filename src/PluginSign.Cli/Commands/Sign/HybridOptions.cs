using System.CommandLine;
using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Cli.Options;
using PluginSign.Cli.Storage;
using PluginSign.Findings;
using PluginSign.Signing;

namespace PluginSign.Cli.Commands.Sign;

/// <summary>The second signer of a hybrid signature: ML-DSA beside a classical one, or the other way round.</summary>
internal sealed class HybridOptions
{
    private const string Example =
        "pluginsign sign greeter.so --key signer.key.pem --certificate signer.pem --hybrid-key signer-mldsa.key.pem --hybrid-certificate signer-mldsa.pem";

    private readonly Option<string> _key = new("--hybrid-key") { Description = "a second private key, ML-DSA beside a classical one: both sign", HelpName = "FILE" };

    private readonly Option<string> _certificate = new("--hybrid-certificate") { Description = "the certificate of --hybrid-key; its issuers may follow in the same file", HelpName = "FILE" };

    private readonly PasswordOptions _password;

    public HybridOptions(Command command, PasswordOptions password)
    {
        command.Add(_key);
        command.Add(_certificate);
        _password = password;
    }

    /// <summary>Checks which options were given, before any file is opened.</summary>
    public void ThrowIfContradictory(ParseResult parsed)
    {
        if (parsed.GetValue(_key) is null != parsed.GetValue(_certificate) is null)
        {
            throw new UsageException("--hybrid-key and --hybrid-certificate go together: the second signer's key and its certificate", "one of them", Example);
        }
    }

    /// <summary>The second signer; null when none was asked for.</summary>
    public SigningCredential? Read(ParseResult parsed, SigningCredential first)
    {
        if (parsed.GetValue(_key) is not string key || parsed.GetValue(_certificate) is not string certificate)
        {
            return null;
        }

        SigningCredential second = Read(parsed, key, certificate);
        if (first.Key.PublicKey.Family.IsPostQuantum() != second.Key.PublicKey.Family.IsPostQuantum())
        {
            return second;
        }

        string found = $"{first.Key.PublicKey} and {second.Key.PublicKey}";
        second.Dispose();
        throw new UsageException("--hybrid-key takes the key of the other kind: ML-DSA beside a classical --key, or a classical one beside ML-DSA", found, Example);
    }

    private SigningCredential Read(ParseResult parsed, string key, string certificate)
    {
        byte[] keyPem = InputFile.Read(_key.Name, key, Limits.KeyFileBytes);
        byte[] certificatePem = CredentialOptions.Pem(InputFile.Read(_certificate.Name, certificate, Limits.CertificateFileBytes));
        string password = keyPem.AsSpan().IndexOf("ENCRYPTED"u8) >= 0 ? _password.GivenOrAsked(parsed, key) : string.Empty;
        try
        {
            Answer<SigningCredential> read = SigningCredential.FromPem(keyPem, certificatePem, default, password);
            return read.TryGetValue(out SigningCredential? credential)
                ? credential
                : throw new UsageException(
                    "--hybrid-key takes a PKCS#8 PEM private key and --hybrid-certificate the certificate that was issued for it",
                    FindingText.Found($"{key}, {certificate}", read.Findings),
                    Example);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(keyPem);
        }
    }
}
