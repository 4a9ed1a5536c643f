using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>Where a plugin of a name lies: a list of places, tried in order. The first that exists decides; one that is refused ends the search, for what comes after it would be a lookalike.</summary>
/// <remarks>Environment variables only ever select among the trusted roots. Serves many names and several threads.</remarks>
public sealed class PluginSearch : IDisposable
{
    private readonly ImmutableArray<TrustedRoot> _roots;
    private readonly ImmutableArray<Finding> _findings;

    /// <summary>Opens the trusted roots.</summary>
    /// <param name="roots">The directories that hold plugins.</param>
    /// <param name="links">Which links may be followed below them.</param>
    /// <param name="owners">Whose directories and files are trusted.</param>
    public PluginSearch(IEnumerable<string> roots, LinkPolicy links, OwnerPolicy owners)
    {
        ArgumentNullException.ThrowIfNull(roots);
        List<TrustedRoot> held = [];
        List<Finding> findings = [];
        foreach (string directory in roots)
        {
            Answer<TrustedRoot> opened = TrustedRoot.Hold(directory, links, owners);
            findings.AddRange(opened.Findings);
            if (opened.TryGetValue(out TrustedRoot? root))
            {
                held.Add(root);
            }
        }

        _roots = [.. held];
        _findings = [.. findings];
    }

    /// <summary>The places, in order.</summary>
    public ImmutableArray<SearchEntry> Entries { get; init; } = SearchEntry.Defaults;

    /// <summary>Looks up an environment variable; by default there are none.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>Searches.</summary>
    /// <param name="name">The untrusted name or path.</param>
    public SearchAnswer Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_findings.Length > 0)
        {
            return Nowhere(name, [], [.. _findings]);
        }

        Answer<UntrustedPath> parsed = UntrustedPath.Parse(name);
        string? extension = Extension();
        if (!parsed.TryGetValue(out UntrustedPath? path) || extension is null)
        {
            return Nowhere(name, [], path is null ? [.. parsed.Findings] : [PathFindings.Extension(Variable("PLUGIN_EXT") ?? string.Empty)]);
        }

        List<SearchCandidate> candidates = [];
        foreach (SearchPlace place in Places(path, extension))
        {
            if (candidates.Any(c => string.Equals(c.Path, place.Path, StringComparison.Ordinal)))
            {
                continue;
            }

            (PathWalk walk, TrustedRoot? root, ImmutableArray<string> names) = Look(place);
            CandidateResult result = walk.Answer.Passed ? CandidateResult.Found : walk.IsAbsent ? CandidateResult.Absent : CandidateResult.Refused;
            candidates.Add(new SearchCandidate(place.Path, place.Origin, result));
            if (result != CandidateResult.Absent)
            {
                return new SearchAnswer(name, [.. candidates], walk, root, names);
            }

            walk.Dispose();
        }

        return Nowhere(name, [.. candidates], PathFindings.NoCandidate(name, candidates.Count > 0 ? candidates.Select(static c => c.Path) : ["no place at all"]));
    }

    private (PathWalk Walk, TrustedRoot? Root, ImmutableArray<string> Names) Look(SearchPlace place)
    {
        Answer<UntrustedPath> parsed = UntrustedPath.Parse(place.Below);
        if (!parsed.TryGetValue(out UntrustedPath? path))
        {
            return (Refused(place.Path, isAbsent: false, [.. parsed.Findings]), null, []);
        }

        if (place.Root is { } root)
        {
            return (root.Walk(place.Path, path.Components), root, path.Components);
        }

        Answer<UntrustedPath> current = path.IsAbsolute ? Answers.Passed(path) : UntrustedPath.Current();
        if (!current.TryGetValue(out UntrustedPath? here))
        {
            return (Refused(place.Path, isAbsent: false, [.. current.Findings]), null, []);
        }

        string[] names = path.IsAbsolute ? [.. path.Components] : [.. here.Components, .. path.Components];
        if (Inside(names) is not { } inside)
        {
            return (Refused(place.Path, !Path.Exists(place.Path), PathFindings.Outside(place.Path, _roots.Select(static r => r.GivenPath))), null, []);
        }

        ImmutableArray<string> rest = inside.Directory.Below(names)!.Value;
        return rest.IsEmpty
            ? (Refused(place.Path, isAbsent: false, PathFindings.NamesDirectory(place.Path)), null, [])
            : (inside.Walk(place.Path, rest), inside, rest);
    }

    // The innermost root that holds the place, asked by component.
    private TrustedRoot? Inside(string[] names) => _roots.Where(r => r.Directory.Below(names) is not null).MinBy(r => r.Directory.Below(names)!.Value.Length);

    private IEnumerable<SearchPlace> Places(UntrustedPath path, string extension)
    {
        // An absolute path says where: no other place is looked at.
        IEnumerable<SearchEntry> entries = path.IsAbsolute ? [SearchEntry.AbsolutePath] : Entries;
        foreach (SearchEntry entry in entries)
        {
            if (entry.Template is "<absolute>" or "<relative>")
            {
                if (path.IsAbsolute == (entry.Template is "<absolute>") && (path.IsAbsolute || path.Text.Contains('/', StringComparison.Ordinal)))
                {
                    yield return new SearchPlace(path.Text, entry.Origin, null, path.Text);
                }

                continue;
            }

            if (entry.Template.StartsWith("<root>/", StringComparison.Ordinal))
            {
                string below = Fill(entry.Template["<root>/".Length..], path.Text, extension);
                foreach (TrustedRoot root in _roots)
                {
                    yield return new SearchPlace($"{root.GivenPath.TrimEnd('/')}/{below}", entry.Origin, root, below);
                }
            }
            else
            {
                // Variables first: a plugin's name must not be able to name one.
                foreach (string place in WithVariables(entry.Template).Select(t => Fill(t, path.Text, extension)))
                {
                    yield return new SearchPlace(place, entry.Origin, null, place);
                }
            }
        }
    }

    private static string Fill(string template, string name, string extension) => template
        .Replace("<ext>", name.EndsWith(extension, StringComparison.Ordinal) ? string.Empty : extension, StringComparison.Ordinal)
        .Replace("<os>", GoSystem(), StringComparison.Ordinal)
        .Replace("<arch>", GoArchitecture(), StringComparison.Ordinal)
        .Replace("<name>", name, StringComparison.Ordinal);

    // A template begins with at most one variable; an unset or empty one makes no place. GOPATH is a list.
    private IEnumerable<string> WithVariables(string template)
    {
        int end = template.IndexOf('}', StringComparison.Ordinal);
        if (!template.StartsWith("${", StringComparison.Ordinal) || end < 0)
        {
            return [template];
        }

        string value = Variable(template[2..end]) ?? string.Empty;
        return value.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(directory => directory.TrimEnd('/') + template[(end + 1)..]);
    }

    private string? Extension()
    {
        string? asked = Variable("PLUGIN_EXT");
        if (!string.IsNullOrEmpty(asked))
        {
            return asked is ['.', _, ..] && asked.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? asked : null;
        }

        return OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
    }

    private static string GoSystem() => OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsFreeBSD() ? "freebsd" : "linux";

    private static string GoArchitecture() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "amd64",
        Architecture.X86 => "386",
        Architecture other => other.ToString().ToLowerInvariant(),
    };

    private static SearchAnswer Nowhere(string name, ImmutableArray<SearchCandidate> candidates, params ImmutableArray<Finding> findings)
        => new(name, candidates, Refused(name, isAbsent: true, findings), null, []);

    private static PathWalk Refused(string place, bool isAbsent, params ImmutableArray<Finding> findings)
        => new(place, string.Empty, [], Answers.Refused<PluginFile>(findings), isAbsent);

    /// <summary>Lets go of the roots.</summary>
    public void Dispose()
    {
        foreach (TrustedRoot root in _roots)
        {
            root.Dispose();
        }
    }
}

/// <summary>One place to look at, before anybody has looked.</summary>
/// <param name="Path">As it is shown.</param>
/// <param name="Origin">What named it.</param>
/// <param name="Root">The root below which it lies by its template; null when that is yet to be seen.</param>
/// <param name="Below">The path below <paramref name="Root"/>, or the whole path.</param>
internal sealed record SearchPlace(string Path, string Origin, TrustedRoot? Root, string Below);
