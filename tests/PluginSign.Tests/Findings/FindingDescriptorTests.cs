using System.Text.RegularExpressions;
using PluginSign.Findings;
using PluginSign.Tests.Architecture;

namespace PluginSign.Tests.Findings;

/// <summary>One descriptor for each code: what is said of a code in one place is what everything else says of it.</summary>
public sealed partial class FindingDescriptorTests
{
    [Fact]
    public void Every_code_has_its_own_descriptor()
        => Assert.All(Enum.GetValues<FindingCode>(), static c => Assert.Equal(c, FindingDescriptor.Of(c).Code));

    [Fact]
    public void No_code_is_described_twice()
    {
        string[] named = [.. Descriptors().SelectMany(static s => NameOfCode().Matches(s.Text).Select(static m => m.Groups["code"].Value))];
        Assert.Equal(Enum.GetValues<FindingCode>().Length - 1, named.Length); // None has no room
        Assert.Equal(named.Length, named.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_number_that_is_no_code_refuses()
    {
        FindingDescriptor unknown = FindingDescriptor.Of((FindingCode)4711);
        Assert.Equal((FindingCode.None, Severity.Error, false), (unknown.Code, unknown.Severity, unknown.IsIndeterminate));
    }

    [Fact]
    public void The_meaning_is_the_sentence_at_the_code()
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "src/PluginSign/Findings/FindingCode.cs"));
        Match[] codes = DocumentedCode().Matches(source).ToArray();
        Assert.Equal(Enum.GetValues<FindingCode>().Length, codes.Length);
        Assert.All(codes, static m => Assert.Equal(Plain(m.Groups["text"].Value), FindingDescriptor.Of(Enum.Parse<FindingCode>(m.Groups["code"].Value)).Meaning));
    }

    [Fact]
    public void What_refuses_somewhere_is_described_as_an_error()
    {
        string[] errors = [.. ArchitectureTests.Sources("src").SelectMany(static s => ErrorOfCode().Matches(s.Text).Select(static m => m.Groups["code"].Value)).Distinct(StringComparer.Ordinal)];
        Assert.True(errors.Length > 100, "the test looks at nothing");
        Assert.All(errors, static e => Assert.Equal(Severity.Error, FindingDescriptor.Of(Enum.Parse<FindingCode>(e)).Severity));
    }

    [Fact]
    public void Only_the_environment_and_what_is_not_known_of_revocation_are_neither_yes_nor_no()
        => Assert.Equal(
            Enum.GetValues<FindingCode>().Where(static c => c.IsEnvironment() || c is FindingCode.RevocationUnknown or FindingCode.RevocationStale),
            FindingDescriptor.All.Where(static d => d.IsIndeterminate).Select(static d => d.Code));

    [Theory]
    [InlineData("PS2003", FindingCode.ContentChanged)]
    [InlineData("ps2003", FindingCode.ContentChanged)]
    [InlineData("2003", FindingCode.ContentChanged)]
    public void A_code_is_read_as_it_is_printed(string text, FindingCode expected)
    {
        Assert.True(FindingCodes.TryRead(text, out FindingCode code));
        Assert.Equal(expected, code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("PS")]
    [InlineData("PS0000")]
    [InlineData("PS4711")]
    [InlineData("PS02003")]
    [InlineData("PS+003")]
    [InlineData("PS2003 ")]
    [InlineData("ContentChanged")]
    public void What_is_no_code_is_not_read_as_one(string? text) => Assert.False(FindingCodes.TryRead(text, out _));

    [Fact]
    public void An_error_without_a_hint_has_that_of_its_code_and_what_can_be_offered()
    {
        Finding plain = Finding.Error(FindingCode.LinkNotAllowed, "a link");
        Assert.Equal((FindingDescriptor.Of(FindingCode.LinkNotAllowed).Hint, Remedy.AllowLinksWithinRoot), (plain.Hint, plain.Remedy));
        Finding own = Finding.Error(FindingCode.LinkNotAllowed, "a link", hint: "something else");
        Assert.Equal(("something else", Remedy.None), (own.Hint, own.Remedy));
        Assert.Null(Finding.Note(FindingCode.LinkNotAllowed, "a link").Hint);
    }

    [Fact]
    public void Errors_come_first_and_revocation_last_among_equals()
    {
        Finding[] findings =
        [
            Finding.Note(FindingCode.NoTrustedRoot, "note"),
            Finding.Error(FindingCode.RevocationUnknown, "unknown"),
            Finding.Warning(FindingCode.KeySmall, "warning"),
            Finding.Error(FindingCode.ContentChanged, "error"),
        ];
        Assert.Equal(["error", "unknown", "warning", "note"], findings.InOrder().Select(static f => f.Message), StringComparer.Ordinal);
        Assert.Equal(Verdict.Refused, findings.Worst(Verdict.Trusted));
        Assert.Equal(Verdict.Indeterminate, findings.Take(3).Worst(Verdict.Trusted));
        Assert.Equal(Verdict.Refused, Array.Empty<Finding>().Worst(Verdict.Refused));
    }

    private static IEnumerable<(string Path, string Text)> Descriptors() => ArchitectureTests.Sources("src/PluginSign/Findings/Descriptors");

    private static string Plain(string comment)
    {
        string text = Continued().Replace(comment, " ");
        text = Code().Replace(text, "`${text}`");
        text = See().Replace(text, "`${name}`");
        return Weight().Replace(text, static m => m.Groups["first"].Value.ToUpperInvariant());
    }

    [GeneratedRegex(@"new\(FindingCode\.(?<code>\w+),", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameOfCode();

    [GeneratedRegex(@"/// <summary>(?<text>(?:(?!</summary>).)*)</summary>\s+(?<code>\w+) = \d+,", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex DocumentedCode();

    [GeneratedRegex(@"Finding\.Error\(\s*(Findings\.)?FindingCode\.(?<code>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ErrorOfCode();

    [GeneratedRegex(@"\s*///\s*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Continued();

    [GeneratedRegex(@"<c>(?<text>.*?)</c>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"<see cref=""(\w+\.)?(?<name>\w+)""\s*/>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex See();

    [GeneratedRegex(@"^(Note|Warning)( of the lint)?: (?<first>\w)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Weight();
}
