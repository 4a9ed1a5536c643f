using PluginSign.Files;

namespace PluginSign.Tests.Files;

/// <summary>One tree, one request, one answer.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Tree">The list.</param>
/// <param name="Request">What is asked of the root; <c>{base}</c> is the tree's directory.</param>
/// <param name="Expected">The canonical path below the tree, or the code of the one finding that refuses.</param>
internal sealed record PathTreeCase(string Name, string Tree, string Request, string Expected)
{
    /// <summary>The root's directory below the tree.</summary>
    public string Root { get; init; } = "plugins";

    /// <summary><c>none</c>, <c>within-root</c>, or a directory below the tree.</summary>
    public string Links { get; init; } = "within-root";

    public LinkPolicy Policy(PathTree tree) => Links switch
    {
        "none" => LinkPolicy.None,
        "within-root" => LinkPolicy.WithinRoot,
        _ => LinkPolicy.AllowTargets(tree.At(Links)),
    };
}
