namespace PluginSign.Tests.Files;

/// <summary>The trees.</summary>
internal static class PathTreeCases
{
    private const string Plain = """
        dir plugins
        dir plugins/sub
        file plugins/greeter.so
        file plugins/sub/deep.so
        dir plugins-evil
        file plugins-evil/greeter.so
        """;

    // What a kubelet makes of a ConfigMap: the files are links through `..data`, which is swapped as a whole.
    private const string ConfigMap = """
        dir plugins
        dir plugins/..2026_11_20
        file plugins/..2026_11_20/greeter.so
        link plugins/..data ..2026_11_20
        link plugins/greeter.so ..data/greeter.so
        """;

    private const string Nix = """
        dir profile
        dir store
        dir store/abc-greeter
        dir store/abc-greeter/lib
        file store/abc-greeter/lib/greeter.so 0444
        link profile/lib {base}/store/abc-greeter/lib
        """;

    public static IReadOnlyList<PathTreeCase> All { get; } =
    [
        new("plain", Plain, "greeter.so", "plugins/greeter.so"),
        new("deep", Plain, "sub/deep.so", "plugins/sub/deep.so"),
        new("doubled slashes and dots", Plain, ".//sub/.//deep.so", "plugins/sub/deep.so"),
        new("absolute inside", Plain, "{base}/plugins/sub/deep.so", "plugins/sub/deep.so"),
        new("absolute outside", Plain, "/etc/passwd", "PS1010"),
        new("prefix lookalike", Plain, "{base}/plugins-evil/greeter.so", "PS1010"),
        new("climbs out", Plain, "../plugins-evil/greeter.so", "PS1010"),
        new("climbs and comes back", Plain, "sub/../greeter.so", "PS1010"),
        new("the root itself", Plain, "{base}/plugins", "PS1003"),
        new("trailing slash", Plain, "greeter.so/", "PS1013"),
        new("a directory", Plain, "sub", "PS1003"),
        new("a directory with a slash", Plain, "sub/", "PS1013"),
        new("dot", Plain, ".", "PS1013"),
        new("missing", Plain, "nope.so", "PS9001"),
        new("missing directory", Plain, "nope/greeter.so", "PS9001"),
        new("a file as a directory", Plain, "greeter.so/x", "PS9001"),
        new("NUL", Plain, "greeter.so\0", "PS1002"),
        new("empty", Plain, string.Empty, "PS1002"),
        new("long name", Plain, new string('a', Limits.NameBytes + 1), "PS1002"),
        new("long name in bytes", Plain, new string('ä', (Limits.NameBytes / 2) + 1), "PS1002"),
        new("longest name", Plain, new string('a', Limits.NameBytes), "PS9001"),
        new("long path", Plain, string.Concat(Enumerable.Repeat("a/", Limits.PathCharacters / 2)) + "aa", "PS1002"),
        new("not UTF-8", Plain, "greeter\uFFFD.so", "PS1011"),
        new("half a character", Plain, "greeter\uD800.so", "PS1011"),
        new("backslash", Plain, "sub\\deep.so", "PS1012"),
        new("drive", Plain, "C:greeter.so", "PS1012"),
        new("stream", Plain, "greeter.so:hidden", "PS1012"),
        new("long path prefix", Plain, @"\\?\C:\greeter.so", "PS1012"),
        new("object prefix", Plain, @"\??\C:\greeter.so", "PS1012"),
        new("device", Plain, "sub/NUL", "PS1012"),
        new("device with an extension", Plain, "nul.so", "PS1012"),
        new("device with a space", Plain, "con .so", "PS1012"),
        new("superscript device", Plain, "COM¹.so", "PS1012"),
        new("a name that starts like a device", Plain, "console.so", "PS9001"),
        new("dot at the end", Plain, "greeter.so.", "PS1012"),
        new("new line", Plain, "greeter\n.so", "PS1012"),
        new("ConfigMap", ConfigMap, "greeter.so", "plugins/..2026_11_20/greeter.so"),
        new("ConfigMap without links", ConfigMap, "greeter.so", "PS1016") { Links = "none" },
        new("Nix, store trusted", Nix, "lib/greeter.so", "store/abc-greeter/lib/greeter.so") { Root = "profile", Links = "store" },
        new("Nix, store not trusted", Nix, "lib/greeter.so", "PS1017") { Root = "profile" },
        new("link out, absolute", Plain + "\nlink plugins/x /etc/passwd", "x", "PS1017"),
        new("link out, relative", Plain + "\nlink plugins/x ../plugins-evil/greeter.so", "x", "PS1017"),
        new("link out and back", Plain + "\nlink plugins/x ../plugins/greeter.so", "x", "plugins/greeter.so"),
        new("link far out and back", Plain + "\nlink plugins/sub/x ../../plugins/greeter.so", "sub/x", "plugins/greeter.so"),
        new("link up inside", Plain + "\nlink plugins/sub/x ../greeter.so", "sub/x", "plugins/greeter.so"),
        new("link up beyond the top", Plain + "\nlink plugins/x ../../../../../../../../../../etc/passwd", "x", "PS1017"),
        new("link absolute inside", Plain + "\nlink plugins/x {base}/plugins/sub/deep.so", "x", "plugins/sub/deep.so"),
        new("link to a lookalike", Plain + "\nlink plugins/x {base}/plugins-evil/greeter.so", "x", "PS1017"),
        new("link to a directory", Plain + "\nlink plugins/x sub", "x/deep.so", "plugins/sub/deep.so"),
        new("link to a directory alone", Plain + "\nlink plugins/x sub", "x", "PS1003"),
        new("link to a directory with a slash", Plain + "\nlink plugins/x sub", "x/", "PS1013"),
        new("link to a file with a slash", Plain + "\nlink plugins/x greeter.so/", "x", "PS9012"),
        new("missing below a linked directory", Plain + "\nlink plugins/x sub", "x/nope.so", "PS9001"),
        new("dangling", Plain + "\nlink plugins/x nope.so", "x", "PS9012"),
        new("link to itself", Plain + "\nlink plugins/x x", "x", "PS1018"),
        new("links in a circle", Plain + "\nlink plugins/x sub/y\nlink plugins/sub/y ../x", "x", "PS1018"),
        new("40 links", Plain + Chain(40), "c0", "plugins/greeter.so"),
        new("41 links", Plain + Chain(41), "c0", "PS1019"),
        new("root reached by a link", Plain + "\nlink current plugins", "greeter.so", "plugins/greeter.so") { Root = "current" },
        new("absolute by the root's own spelling", Plain + "\nlink current plugins", "{base}/current/greeter.so", "plugins/greeter.so") { Root = "current" },
        new("absolute by the resolved spelling", Plain + "\nlink current plugins", "{base}/plugins/greeter.so", "plugins/greeter.so") { Root = "current" },
        new("FIFO", Plain + "\nfifo plugins/x", "x", "PS1003"),
        new("socket", Plain + "\nsocket plugins/x", "x", "PS1003"),
        new("device node", Plain + "\ndevice plugins/x", "x", "PS1003"),
        new("FIFO as a directory", Plain + "\nfifo plugins/x", "x/y", "PS9001"),
        new("group may write the file", Plain + "\nfile plugins/x 0664", "x", "PS1014"),
        new("others may write the file", Plain + "\nfile plugins/x 0646", "x", "PS1014"),
        new("others may write the directory", Plain + "\ndir plugins/open 0757\nfile plugins/open/x", "open/x", "PS1014"),
        new("world-writable parent of the root", "dir w 0777\ndir w/plugins\nfile w/plugins/x", "x", "PS1014") { Root = "w/plugins" },
        new("sticky parent of the root", "dir w 1777\ndir w/plugins\nfile w/plugins/x", "x", "w/plugins/x") { Root = "w/plugins" },
        new("hard link in a sticky directory", "dir w 1777\nfile a\nhard w/x a", "x", "PS1020") { Root = "w" },
        new("foreign file", Plain + "\nowner plugins/greeter.so 33", "greeter.so", "PS1015"),
        new("foreign directory", Plain + "\nowner plugins/sub 33", "sub/deep.so", "PS1015"),
        new("foreign link", Plain + "\nlink plugins/x greeter.so\nowner plugins/x 33", "x", "PS1015"),
        new("foreign root", Plain + "\nowner plugins 33", "greeter.so", "PS1015"),
        new("foreign file in a sticky directory", "dir w 1777\nfile w/x\nowner w/x 33", "x", "PS1015") { Root = "w" },
        new("foreign sticky directory", "dir w 1777\ndir w/plugins\nfile w/plugins/x\nowner w 33", "x", "PS1015") { Root = "w/plugins" },
        new("foreign link target", Nix + "\nowner store 33", "lib/greeter.so", "PS1015") { Root = "profile", Links = "store" },
    ];

    private static string Chain(int links)
        => string.Concat(Enumerable.Range(0, links).Select(i => $"\nlink plugins/c{i} {(i == links - 1 ? "greeter.so" : $"c{i + 1}")}"));
}
