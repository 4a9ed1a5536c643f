using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Files;
using PluginSign.Findings;

namespace PluginSign.Cli.Options;

/// <summary>Path trust: which directories hold plugins, which links and owners are trusted there, and where to look.</summary>
internal sealed class RootOptions
{
    private readonly Option<string[]> _roots = new("--root") { Description = "a trusted root: a directory that holds plugins; may be given again", HelpName = "DIR" };

    private readonly Option<string> _links = new("--links")
    {
        Description = "symbolic links that may be followed (default within-root); directories are trusted as link targets, too",
        HelpName = "none|within-root|DIR[,DIR]",
    };

    private readonly Option<string[]> _owners = new("--owner") { Description = "whose files are trusted, by name or number (default root and this user); may be given again", HelpName = "USER" };

    private readonly Option<string[]> _search = new("--search")
    {
        Description = "where to look, in this order (default path, PLUGIN_ROOT, GOROOT, GOPATH, root); cwd is the current directory; a template holds <name>; may be given again",
        HelpName = "path|PLUGIN_ROOT|GOROOT|GOPATH|root|cwd|TEMPLATE",
    };

    private readonly Surroundings _surroundings;

    public RootOptions(Command command, Surroundings surroundings)
    {
        _surroundings = surroundings;
        _links.CompletionSources.Add("none", "within-root");
        _search.CompletionSources.Add("path", "PLUGIN_ROOT", "GOROOT", "GOPATH", "root", "cwd");
        command.Add(_roots);
        command.Add(_links);
        command.Add(_owners);
        command.Add(_search);
    }

    /// <summary>The search below the trusted roots; null when no root was asked for.</summary>
    public PluginSearch? Open(ParseResult parsed)
    {
        string[] roots = parsed.GetValue(_roots) ?? [];
        if (roots.Any(static r => r.Length == 0))
        {
            throw new UsageException("--root takes DIR, a directory that holds plugins", string.Empty, with: "--root plugins");
        }

        LinkPolicy links = Links(parsed);
        OwnerPolicy? given = Owners(parsed);
        ImmutableArray<SearchEntry> entries = [.. (parsed.GetValue(_search) ?? []).SelectMany(static e => Entry(e))];
        if (roots.Length == 0)
        {
            Option? idle = ((Option[])[_links, _owners, _search]).FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false });
            return idle is null ? null : throw new UsageException($"{idle.Name} says what is trusted below a root, and --root names none", "no root", with: "--root plugins");
        }

        return new PluginSearch(roots, links, given ?? OwnerPolicy.RootAndCurrentUser())
        {
            Entries = entries.IsEmpty ? SearchEntry.Defaults : entries,
            Variable = _surroundings.Variable,
        };
    }

    private LinkPolicy Links(ParseResult parsed)
    {
        switch (parsed.GetValue(_links))
        {
            case null or "within-root":
                return LinkPolicy.WithinRoot;
            case "none":
                return LinkPolicy.None;
            case string list:
                string[] directories = list.Split(',');
                return directories.All(static d => d.Length > 0)
                    ? LinkPolicy.AllowTargets(directories)
                    : throw new UsageException("--links takes none, within-root or directories with commas between them", list, with: "--links /nix/store");
        }
    }

    // Null when none were given: who this user is, is asked of the system only below a root.
    private OwnerPolicy? Owners(ParseResult parsed)
    {
        if (parsed.GetValue(_owners) is not { Length: > 0 } users)
        {
            return null;
        }

        Answer<OwnerPolicy> policy = OwnerPolicy.Of(users);
        return policy.TryGetValue(out OwnerPolicy? owners)
            ? owners
            : throw new UsageException("--owner takes the name or number of a user of this system", policy.Findings[0].Actual, with: "--owner root");
    }

    private static ImmutableArray<SearchEntry> Entry(string text) => text switch
    {
        "path" => [SearchEntry.AbsolutePath, SearchEntry.RelativePath],
        "PLUGIN_ROOT" => [SearchEntry.PluginRoot],
        "GOROOT" => [SearchEntry.GoRoot],
        "GOPATH" => [SearchEntry.GoPath],
        "root" => [SearchEntry.Root, SearchEntry.RootWithExtension],
        "cwd" or "." => [SearchEntry.CurrentDirectory],
        _ when text.Contains("<name>", StringComparison.Ordinal) => [new SearchEntry("--search", text)],
        _ => throw new UsageException("--search takes path, PLUGIN_ROOT, GOROOT, GOPATH, root, cwd or a template with <name> in it", text, with: "--search root"),
    };
}
