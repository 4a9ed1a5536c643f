using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Certificates;

namespace PluginSign.Cli.Options;

/// <summary><c>--distrust-after FINGERPRINT=TIME</c>: a CA that is retired; what was signed before stays good.</summary>
internal sealed class DistrustOption
{
    private const string Example = "--distrust-after 77ab03c1d2e4f5061728394a5b6c7d8e9f00112233445566778899aabbccddee=2026-12-31T23:59:59Z";

    private readonly Option<string[]> _option = new("--distrust-after")
    {
        Description = "the CA with this certificate is trusted for what was signed up to then; may be given again",
        HelpName = "FINGERPRINT=TIME",
    };

    public DistrustOption(Command command) => command.Add(_option);

    public ImmutableArray<AuthorityDistrust> Read(ParseResult parsed) => [.. (parsed.GetValue(_option) ?? []).Select(Read)];

    private AuthorityDistrust Read(string text)
    {
        string[] parts = text.Split('=');
        return parts is [string fingerprint, string time]
            ? new AuthorityDistrust(Fingerprint.Read(_option.Name, fingerprint), Rfc3339.Read(_option.Name, time))
            : throw new UsageException($"{_option.Name} takes the SHA-256 fingerprint of a CA's certificate and an RFC 3339 time", text, with: Example);
    }
}
