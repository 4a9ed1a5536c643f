using PluginSign.Certificates;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Chain;

/// <summary>What <c>chain</c> tells a person: the verdict, the reasons with the paragraph behind each, and the path as a tree with the trust anchor on top.</summary>
internal static class ChainText
{
    private const int Step = 3;

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

        WriteTree(ink, answer);
        if (trusted)
        {
            WriteFindings(ink, answer, quiet);
        }
    }

    private static void WriteTree(Ink ink, ChainAnswer answer)
    {
        ink.EndLine();
        if (!answer.ReachesAnchor && answer.Path.Length > 0)
        {
            ink.Write("  ").Line("(no trust anchor above)", Tone.Faint);
        }

        for (int index = answer.Path.Length - 1; index >= 0; index--)
        {
            int level = answer.Path.Length - 1 - index;
            Certificate certificate = answer.Path[index];
            CertificateSummary summary = CertificateSummary.Of(certificate);
            ink.Write("  ").Write(level == 0 ? string.Empty : new string(' ', (level - 1) * Step) + "+- ").Write(certificate.Subject).Write("  ").Line(answer.Role(index), Tone.Faint);
            string margin = "  " + new string(' ', level * Step) + (index > 0 ? "|  " : "   ");
            ink.Write(margin).Line($"valid {Numbers.Time(certificate.NotBefore)} to {Numbers.Time(certificate.NotAfter)}, {Days(answer.DaysLeft(index))}");
            ink.Write(margin).Line($"{summary.Key}  sha256 {certificate.Fingerprint}");
            foreach (string constraint in summary.Constraints)
            {
                ink.Write(margin).Line(constraint);
            }
        }

        if (answer.Path.Length > 0)
        {
            ink.EndLine();
        }
    }

    private static string Days(int days) => days switch
    {
        < 0 => $"ended {Numbers.Grouped(-days)} {(days == -1 ? "day" : "days")} before",
        1 => "1 day left",
        _ => $"{Numbers.Grouped(days)} days left",
    };

    private static void WriteFindings(Ink ink, ChainAnswer answer, bool quiet)
    {
        foreach (Finding finding in answer.Findings.Where(f => !quiet || f.Severity == Severity.Error))
        {
            TextLines.Finding(ink, finding, []);
            if (finding.Severity == Severity.Error && finding.Code.Descriptor().Rule is { } rule)
            {
                TextLines.Detail(ink, "rule", rule);
            }
        }
    }
}
