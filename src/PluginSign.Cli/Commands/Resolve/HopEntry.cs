using PluginSign.Cli.Terminal;
using PluginSign.Files;

namespace PluginSign.Cli.Commands.Resolve;

/// <summary>One hop of a walk.</summary>
internal sealed record HopEntry(string Path, string Type, string? Target, string Owner, string Group, string Mode, string Verdict)
{
    public static HopEntry Of(PathHop hop)
        => new(hop.Path, Words.Of(hop.Type), hop.Target, hop.Owner, hop.Group, Numbers.Mode(hop.Mode), Words.Field(hop.Verdict));
}
