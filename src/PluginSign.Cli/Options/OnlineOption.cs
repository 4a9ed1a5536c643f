using System.CommandLine;
using PluginSign.Certificates.Revocation;
using PluginSign.Cli.Network;
using PluginSign.Cli.Storage;

namespace PluginSign.Cli.Options;

/// <summary><c>--online</c>: fetch the CRLs and ask the OCSP responders that the certificates name. Without it no socket is opened.</summary>
internal sealed class OnlineOption
{
    private readonly Option<bool> _online = new("--online")
    {
        Description = "fetch CRLs and ask OCSP responders where the certificates of a trusted path say (http), and keep the answers in $XDG_CACHE_HOME/pluginsign/revocation",
    };

    public OnlineOption(Command command) => command.Add(_online);

    /// <summary>Who fetches; null when nothing is to be fetched.</summary>
    public OnlineRevocation? Open(ParseResult parsed, Surroundings surroundings, RevocationMode mode)
    {
        if (!parsed.GetValue(_online))
        {
            return null;
        }

        return mode == RevocationMode.AllowRevoked
            ? throw new UsageException("--online fetches revocation information, and --revocation off looks at none", "both", with: "--online")
            : new OnlineRevocation(RevocationCache.Of(surroundings));
    }
}
