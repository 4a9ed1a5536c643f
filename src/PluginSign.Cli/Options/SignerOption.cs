using System.Collections.Immutable;
using System.CommandLine;

namespace PluginSign.Cli.Options;

/// <summary><c>--signer</c>: one of these must have signed.</summary>
internal sealed class SignerOption
{
    private readonly Option<string[]> _signers = new("--signer") { Description = "one of these must have signed: a certificate's fingerprint; may be given again", HelpName = "FINGERPRINT" };

    public SignerOption(Command command) => command.Add(_signers);

    public ImmutableArray<string> Read(ParseResult parsed) => [.. (parsed.GetValue(_signers) ?? []).Select(s => Fingerprint.Read(_signers.Name, s))];
}
