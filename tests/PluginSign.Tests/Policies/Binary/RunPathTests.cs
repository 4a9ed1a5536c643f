using PluginSign.Binaries;
using PluginSign.Findings;
using PluginSign.Policies;
using static PluginSign.Tests.Policies.Binary.RequirementCase;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>Where a run path leads, by its text alone.</summary>
public sealed class RunPathTests
{
    [Theory]
    [InlineData("/srv/plugins/deps", true)]
    [InlineData("/srv/plugins", true)]
    [InlineData("$ORIGIN/deps", true)]
    [InlineData("${ORIGIN}", true)]
    [InlineData("", false)] // the current directory
    [InlineData("deps", false)]
    [InlineData("/srv/plugins-evil", false)]
    [InlineData("/srv/plugins/../evil", false)]
    [InlineData("$ORIGIN/../../evil", false)]
    [InlineData("$ORIGINAL/x", false)]
    [InlineData("/srv/plugins/$LIB", false)]
    [InlineData("/tmp", false)]
    public void Only_what_is_plainly_inside_is_inside(string runPath, bool isInside)
    {
        BinaryFacts facts = HonestBinary.Elf with { RunPaths = [runPath] };
        BinaryRequirements inside = new() { RunPathRoot = "/srv/plugins/" };
        Assert.Equal(isInside, inside.Judge(facts, "/srv/plugins/acme").IsEmpty);
        Refused(new() { NoRunPaths = true }, facts, FindingCode.RunPathNotAllowed);
        if (runPath.Contains("ORIGIN", StringComparison.Ordinal))
        {
            Refused(inside, facts, FindingCode.RunPathNotAllowed); // nobody knows where the file lies
        }
    }

    [Theory]
    [InlineData("@loader_path/deps", "/srv/plugins", true)]
    [InlineData("/srv//plugins/./deps", "/srv/plugins/", true)]
    [InlineData("/anything", "/", true)]
    [InlineData("/srv", "/srv/plugins", false)]
    [InlineData("/srv/plugins", "srv/plugins", false)] // a root that is none
    [InlineData("/srv/plugins", "/srv/../srv/plugins", false)]
    [InlineData("@rpath/deps", "/srv/plugins", false)]
    public void Roots_and_marks(string runPath, string root, bool isInside) => Assert.Equal(isInside, RunPath.IsInside(runPath, root, "/srv/plugins/acme/"));
}
