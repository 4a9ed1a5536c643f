using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Cli.Output;

/// <summary>What <c>chain</c> tells a person.</summary>
internal static class ChainText
{
    public static void Write(Ink ink, string path, ChainAnswer answer, bool quiet)
    {
        bool trusted = answer.Verdict == Verdict.Trusted;
        if (quiet && trusted)
        {
            return;
        }

        TextLines.Verdict(ink, answer.Verdict, path);
        if (!trusted)
        {
            WriteFindings(ink, answer, quiet);
        }

        for (int i = 0; i < answer.Path.Length; i++)
        {
            Certificate certificate = answer.Path[i];
            TextLines.Why(ink, i == 0 ? "certificate" : "issued by", certificate.Subject);
            TextLines.Why(ink, string.Empty, $"valid {Numbers.Time(certificate.NotBefore)} to {Numbers.Time(certificate.NotAfter)}  sha256 {certificate.Fingerprint}");
        }

        if (trusted)
        {
            WriteFindings(ink, answer, quiet);
        }
    }

    private static void WriteFindings(Ink ink, ChainAnswer answer, bool quiet)
    {
        foreach (Finding finding in answer.Findings.Where(f => !quiet || f.Severity == Severity.Error))
        {
            TextLines.Finding(ink, finding, []);
        }
    }
}
