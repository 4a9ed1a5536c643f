using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Certificates;

namespace PluginSign.Cli.Options;

/// <summary><c>--tsa-ca</c>: whose timestamps are believed. They are believed about time and nothing else.</summary>
internal sealed class TimestampAnchorOption
{
    private readonly Option<string[]> _anchors = new("--tsa-ca")
    {
        Description = "the CA of the timestamp authorities to believe, PEM or DER; may be given again; without it timestamps prove nothing",
        HelpName = "FILE",
    };

    public TimestampAnchorOption(Command command) => command.Add(_anchors);

    public ImmutableArray<Certificate> Read(ParseResult parsed) => TrustOptions.Read(_anchors, parsed);
}
