using System.Text;
using System.Text.RegularExpressions;

namespace PluginSign.Tests.Examples;

/// <summary>A page that people read, taken apart as far as tests ask: fenced blocks, links, headings.</summary>
/// <param name="Path">Below the root of the tree, with <c>/</c>.</param>
/// <param name="Text">The whole page.</param>
internal sealed partial record Document(string Path, string Text)
{
    /// <summary>Every page that tests hold: those of the root folder, and all of <c>docs/</c>.</summary>
    public static Document[] All { get; } =
        [.. ((string[])["README.md", "CONTRIBUTING.md", "SECURITY.md"]).Concat(Pages()).Select(Read)];

    /// <summary>The pages of <c>docs/</c>, by their paths.</summary>
    public static string[] Pages()
        => [.. Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(static f => System.IO.Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public static Document Of(string path) => All.Single(d => string.Equals(d.Path, path, StringComparison.Ordinal));

    /// <summary>The fenced blocks: what stands after the opening fence, and what is between the fences.</summary>
    public (string Language, string Code)[] Blocks { get; } = [.. Fence().Matches(Text).Select(static m => (m.Groups["language"].Value, m.Groups["code"].Value))];

    /// <summary>Everything outside the fences.</summary>
    public string Prose { get; } = Fence().Replace(Text, string.Empty);

    /// <summary>What stands between backticks outside the fences.</summary>
    public string[] Spans => [.. Span().Matches(Prose).Select(static m => m.Groups["code"].Value)];

    /// <summary>Where its links lead, as written.</summary>
    public string[] Links => [.. Link().Matches(Prose).Select(static m => m.Groups["target"].Value)];

    /// <summary>The anchors of its headings, as GitHub makes them; a name that comes again is numbered.</summary>
    public HashSet<string> Anchors
    {
        get
        {
            HashSet<string> anchors = new(StringComparer.Ordinal);
            foreach (Match heading in Heading().Matches(Prose))
            {
                string anchor = AnchorOf(heading.Groups["text"].Value);
                int again = 0;
                while (!anchors.Add(again == 0 ? anchor : $"{anchor}-{again}"))
                {
                    again++;
                }
            }

            return anchors;
        }
    }

    public static string AnchorOf(string heading)
    {
        StringBuilder anchor = new();
        foreach (char c in LinkText().Replace(heading, "${text}").Trim())
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_')
            {
                anchor.Append(char.ToLowerInvariant(c));
            }
            else if (c == ' ')
            {
                anchor.Append('-');
            }
        }

        return anchor.ToString();
    }

    private static Document Read(string path) => new(path, File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n"));

    [GeneratedRegex("^```(?<language>[^\n`]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Span();

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkText();

    [GeneratedRegex("^#{1,6} +(?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
