using System.Globalization;
using System.Text;
using PluginSign.Cli.Commands.Explain;
using PluginSign.Findings;
using PluginSign.Tests;

namespace PluginSign.Cli.Tests;

/// <summary>The page of all finding codes is made from their descriptors, so that it says what <c>explain</c> says.</summary>
public sealed class FindingPageTests
{
    private const string Page = "docs/findings.md";

    // Set to any value, it writes the page anew instead of comparing.
    private const string Write = "PLUGINSIGN_WRITE_PAGES";

    private static readonly (int Thousand, string Heading)[] Parts =
    [
        (1, "PS1xxx: files and paths"),
        (2, "PS2xxx: signatures, timestamps and signing keys"),
        (3, "PS3xxx: certificates and revocation"),
        (5, "PS5xxx: binaries and symbols"),
        (6, "PS6xxx: policy"),
        (8, "PS8xxx: loading"),
        (9, "PS9xxx: the environment"),
    ];

    [Fact]
    public void The_page_says_what_the_descriptors_say()
    {
        string path = Path.Combine(Repository.Root, Page);
        string page = Made();
        if (Environment.GetEnvironmentVariable(Write) is not null)
        {
            File.WriteAllText(path, page);
        }

        Assert.True(string.Equals(page, File.ReadAllText(path), StringComparison.Ordinal), $"{Page} is not what the descriptors say: run this test once with {Write}=1 and read the difference");
    }

    [Fact]
    public void Every_code_stands_on_the_page_once()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, Page));
        Assert.All(Enum.GetValues<FindingCode>().Where(static c => c != FindingCode.None), c => Assert.Single(lines, $"### {c.Id()}"));
    }

    private static string Made()
    {
        StringBuilder page = new();
        page.Append("# Finding codes\n\n")
            .Append("Every finding ends in one of these codes; `pluginsign explain CODE` says the same. A number never gets a second meaning.\n")
            .Append("[Exit codes and verdicts](exit-codes.md) says what becomes of the answer.\n\n")
            .Append(CultureInfo.InvariantCulture, $"This page is made from the descriptors in `src/PluginSign/Findings/Descriptors` by a test (`FindingPageTests`; `{Write}=1` writes it anew).\n");
        foreach ((int thousand, string heading) in Parts)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n");
            foreach (FindingDescriptor descriptor in FindingDescriptor.All.Where(d => (int)d.Code / 1000 == thousand))
            {
                Append(page, descriptor);
            }
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, FindingDescriptor descriptor)
    {
        ExplainDocument document = ExplainDocument.Of(descriptor);
        string weight = descriptor.Severity == Severity.Error ? $"error: {document.Verdict}" : document.Severity;
        page.Append(CultureInfo.InvariantCulture, $"\n### {document.Code}\n\n{document.Meaning}\n\n- `{document.Name}`, check {document.Check}, {weight}\n- Do: {document.Hint}\n");
        if (document.Rule is { } rule)
        {
            page.Append(CultureInfo.InvariantCulture, $"- Rule: {rule}\n");
        }
    }
}
