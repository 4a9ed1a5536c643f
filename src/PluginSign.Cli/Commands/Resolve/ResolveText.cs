using PluginSign.Cli.Terminal;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Resolve;

/// <summary>What <c>resolve</c> tells a person: the answer, why, every place that was looked at, every hop on the way.</summary>
internal static class ResolveText
{
    public static void Write(Ink ink, SearchAnswer answer, bool quiet)
    {
        bool found = answer.Walk.Answer.TryGetValue(out PluginFile? file);
        if (quiet && found)
        {
            return;
        }

        if (found)
        {
            string way = IsSame(answer.Walk, file!) ? answer.Walk.GivenPath : $"{answer.Walk.GivenPath} -> {file!.CanonicalPath}";
            ink.Write("found", Tone.Good).Write("    ").Line(way);
        }
        else
        {
            TextLines.Verdict(ink, answer.Verdict, answer.Request);
        }

        foreach (Finding finding in answer.Findings.Where(f => !quiet || f.Severity == Severity.Error))
        {
            TextLines.Finding(ink, finding, []);
        }

        if (!quiet)
        {
            WriteCandidates(ink, answer);
            WriteHops(ink, answer.Walk);
        }
    }

    // Without a link on the way, the place that was found is the place that was looked at.
    private static bool IsSame(PathWalk walk, PluginFile file)
    {
        int root = walk.Hops.TakeWhile(h => !string.Equals(h.Path, walk.Root, StringComparison.Ordinal)).Count();
        return walk.Hops.Skip(root).All(static h => h.Type != HopType.Symlink) || string.Equals(walk.GivenPath, file.CanonicalPath, StringComparison.Ordinal);
    }

    private static void WriteCandidates(Ink ink, SearchAnswer answer)
    {
        if (answer.Candidates.IsEmpty)
        {
            return;
        }

        ink.EndLine();
        TextTable.Write(
            ink,
            ["candidate", "from", "result"],
            answer.Candidates.Select(static c => (string[])[c.Path, Words.Origin(c), Words.Of(c.Result)]));
    }

    private static void WriteHops(Ink ink, PathWalk walk)
    {
        if (walk.Hops.IsEmpty)
        {
            return;
        }

        ink.EndLine();
        TextTable.Write(
            ink,
            ["hop", "owner", "mode", "verdict", string.Empty],
            walk.Hops.Select(static h => (string[])[h.Path, h.Owner, h.Type == HopType.Symlink ? "link" : Numbers.Mode(h.Mode), h.Verdict == Verdict.Trusted ? "ok" : Words.Of(h.Verdict), Remark(h)]));
    }

    private static string Remark(PathHop hop) => hop switch
    {
        { Target: { } target, Remark: { } remark } => $"-> {target} ({remark})",
        { Target: { } target } => $"-> {target}",
        _ => hop.Remark ?? string.Empty,
    };
}
