namespace PluginSign.Tests.Examples;

/// <summary>No page is lost, and no link leads nowhere.</summary>
public sealed class DocumentLinkTests
{
    public static TheoryData<string> Paths => [.. Document.All.Select(static d => d.Path)];

    [Fact]
    public void The_README_leads_to_every_page()
    {
        string[] pages = Document.Pages();
        Assert.True(pages.Length > 10, "docs/ is empty");
        Assert.Empty(pages.Except(Document.Of("README.md").Links.Select(static l => l.Split('#')[0]), StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_link_leads_to_a_file_and_to_a_heading_of_it(string path)
    {
        string[] faults = [.. Document.Of(path).Links.Where(l => Fault(path, l) is not null).Select(l => $"{l}: {Fault(path, l)}")];
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_page_has_one_title()
        => Assert.All(Document.All, static d =>
        {
            Assert.StartsWith("# ", d.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("\n# ", d.Prose, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("Fetching: `--online`", "fetching---online")]
    [InlineData("Where do I add ...?", "where-do-i-add-")]
    [InlineData("Links, owners, names", "links-owners-names")]
    [InlineData("In [a](b.md) `C_x`", "in-a-c_x")]
    public void Anchors_are_those_of_GitHub(string heading, string anchor) => Assert.Equal(anchor, Document.AnchorOf(heading));

    [Theory]
    [InlineData("docs/no-such-page.md")]
    [InlineData("docs/exit-codes.md#no-such-heading")]
    [InlineData("#no-such-heading")]
    [InlineData("../outside.md")]
    [InlineData("/LICENSE")]
    public void A_link_that_leads_nowhere_is_seen(string link) => Assert.NotNull(Fault("README.md", link));

    private static string? Fault(string page, string link)
    {
        if (link.StartsWith("https://", StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = link.Split('#', 2);
        string target = parts[0].Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, parts[0])).Replace('\\', '/');
        if (target.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(target) || !Path.Exists(Path.Combine(Repository.Root, target)))
        {
            return "there is no such file in the tree";
        }

        return parts.Length == 1 || (Document.All.FirstOrDefault(d => string.Equals(d.Path, target, StringComparison.Ordinal)) is { } document && document.Anchors.Contains(parts[1]))
            ? null
            : "there is no such heading";
    }
}
