using PluginSign.Cli.Terminal;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands.PackEvidence;

/// <summary>The document of <c>evidence pack</c>: what was written, counted.</summary>
internal sealed record EvidenceDocument(string Schema, string Path, string FreshAsOf, int Certificates, int Crls, int OcspResponses, int Timestamps)
{
    private const string SchemaName = "pluginsign.evidencepack/1";

    public static EvidenceDocument Of(string path, EvidencePack pack)
        => new(SchemaName, path, Numbers.Time(pack.FreshAsOf), pack.Certificates.Length, pack.Crls.Length, pack.OcspResponses.Length, pack.Timestamps.Length);
}
