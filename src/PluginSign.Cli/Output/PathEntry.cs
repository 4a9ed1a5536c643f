using PluginSign.Certificates;

namespace PluginSign.Cli.Output;

/// <summary>One certificate of a path.</summary>
internal sealed record PathEntry(string Subject, string Fingerprint, string NotBefore, string NotAfter)
{
    public static PathEntry Of(Certificate certificate)
        => new(certificate.Subject, certificate.Fingerprint, Numbers.Time(certificate.NotBefore), Numbers.Time(certificate.NotAfter));
}
