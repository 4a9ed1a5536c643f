using PluginSign.Certificates;
using PluginSign.Cli.Terminal;

namespace PluginSign.Cli.Commands.Chain;

/// <summary>One certificate of a path.</summary>
internal sealed record PathEntry(
    string Subject, string Fingerprint, string NotBefore, string NotAfter, string Role, int DaysLeft, string Key, string SerialNumber, IReadOnlyList<string> Constraints)
{
    public static PathEntry Of(ChainAnswer answer, int index)
    {
        Certificate certificate = answer.Path[index];
        CertificateSummary summary = CertificateSummary.Of(certificate);
        return new(
            certificate.Subject,
            certificate.Fingerprint,
            Numbers.Time(certificate.NotBefore),
            Numbers.Time(certificate.NotAfter),
            answer.Role(index),
            answer.DaysLeft(index),
            summary.Key,
            summary.SerialNumber,
            summary.Constraints);
    }
}
