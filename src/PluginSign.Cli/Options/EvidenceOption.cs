using System.CommandLine;
using PluginSign.Cli.Storage;
using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Cli.Options;

/// <summary><c>--evidence FILE</c>: what was gathered where there is a network, for a host without one. Carried, not trusted.</summary>
internal sealed class EvidenceOption
{
    private readonly Option<string[]> _files = new("--evidence")
    {
        Description = "an evidence pack: certificates, CRLs, OCSP responses and timestamps in one file; trusted for nothing by itself; may be given again",
        HelpName = "FILE",
    };

    public EvidenceOption(Command command) => command.Add(_files);

    /// <summary>The trust inputs with what is in the packs.</summary>
    /// <exception cref="UsageException">A file is no evidence pack, or there is more in them than is held at once.</exception>
    /// <exception cref="UnavailableException">A file cannot be read.</exception>
    public TrustInputs AddTo(ParseResult parsed, TrustInputs trust)
    {
        foreach (string path in parsed.GetValue(_files) ?? [])
        {
            Answer<EvidencePack> read = EvidencePack.Read(InputFile.Read(_files.Name, path, Limits.EvidencePackBytes));
            if (!read.TryGetValue(out EvidencePack? pack))
            {
                throw new UsageException("--evidence takes a FILE that `pluginsign evidence pack` has written", FindingText.Found(path, read.Findings));
            }

            try
            {
                trust = pack.AddTo(trust);
            }
            catch (ArgumentException e)
            {
                throw new UsageException("--evidence takes packs that together hold no more than is held at once", $"{path}: {e.Message}");
            }
        }

        return trust;
    }
}
