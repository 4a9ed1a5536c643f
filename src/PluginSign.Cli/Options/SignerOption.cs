using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Certificates;

namespace PluginSign.Cli.Options;

/// <summary><c>--signer</c>: one of these must have signed.</summary>
internal sealed class SignerOption
{
    private readonly Option<string[]> _signers;

    public SignerOption(Command command, string description = "one of these must have signed: a certificate's fingerprint; may be given again")
    {
        _signers = new Option<string[]>("--signer") { Description = description, HelpName = "FINGERPRINT" };
        command.Add(_signers);
    }

    public ImmutableArray<CertificateFingerprint> Read(ParseResult parsed) => [.. (parsed.GetValue(_signers) ?? []).Select(s => Fingerprint.Read(_signers.Name, s))];
}
