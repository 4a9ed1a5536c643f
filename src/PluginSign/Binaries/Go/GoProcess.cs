using System.Collections.Immutable;
using PluginSign.Binaries.Elf;
using PluginSign.Findings;

namespace PluginSign.Binaries.Go;

/// <summary>The state of a process that opens plugins, as far as it decides what the next one meets.</summary>
internal sealed class GoProcess
{
    private readonly GoHostLock _host;
    private readonly GoRelease? _release;
    private readonly Dictionary<string, string> _packages;
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GoPrediction> _opened = new(StringComparer.Ordinal);

    // The runtime looks at the last module of its list: null none, true a good one, false one that was turned away.
    private bool? _last;
    private bool _hasEnded;

    public GoProcess(GoHostLock host)
    {
        _host = host;
        _packages = new Dictionary<string, string>(host.Packages, StringComparer.Ordinal);
        _ = GoRelease.TryParse(host.GoVersion, out _release);
    }

    public GoPrediction Open(GoPluginCandidate plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        if (_hasEnded)
        {
            return Answer(plugin, GoOutcome.Unknown, GoReason.AfterCrash, "the process would have ended before");
        }

        if (_opened.TryGetValue(plugin.Path, out GoPrediction? before))
        {
            return before;
        }

        GoPrediction prediction = Judge(plugin);
        _opened.Add(plugin.Path, prediction);
        _hasEnded = prediction.Outcome == GoOutcome.Crashes;
        return prediction;
    }

    private GoPrediction Judge(GoPluginCandidate plugin)
    {
        if (!_host.CanOpenPlugins)
        {
            return Answer(plugin, GoOutcome.Fails, GoReason.HostHasNoPluginSupport, "plugin: not implemented");
        }

        if (_release is null)
        {
            return Answer(plugin, GoOutcome.Unknown, GoReason.GoVersion, $"the host's Go version {_host.GoVersion} is not supported");
        }

        if (!plugin.Read.TryGetValue(out BinaryFacts? facts))
        {
            Finding? fault = plugin.Read.Findings.FirstOrDefault(static f => f.Severity == Severity.Error);
            return fault?.Code == FindingCode.BinaryFormatUnknown
                ? Answer(plugin, GoOutcome.Fails, GoReason.NotLoadable, "the loader does not know this file's format")
                : Answer(plugin, GoOutcome.Unknown, GoReason.Unreadable, fault?.Message ?? "the file was not read");
        }

        return Loader(plugin, facts) ?? (facts.Go is { } go ? Module(plugin, go) : NoModule(plugin));
    }

    // dlopen: another machine, and what is no library.
    private GoPrediction? Loader(GoPluginCandidate plugin, BinaryFacts facts)
    {
        if (facts.Format != BinaryFormat.Elf)
        {
            return Answer(plugin, GoOutcome.Fails, GoReason.NotLoadable, "the loader does not know this file's format");
        }

        if (!string.Equals(facts.Architecture, _host.Architecture, StringComparison.Ordinal))
        {
            return Answer(plugin, GoOutcome.Fails, GoReason.WrongMachine, $"the plugin is for {facts.Architecture}, the host for {_host.Architecture}");
        }

        return facts.Elf?.FileType is ElfFileType.SharedLibrary && !facts.Elf.IsNotOpenable
            ? null
            : Answer(plugin, GoOutcome.Fails, GoReason.NotLoadable, "the loader does not load a program into another one");
    }

    // The library is mapped, no module is added: the runtime meets the last one again, and stops the process when that is none or a bad one.
    private GoPrediction NoModule(GoPluginCandidate plugin)
        => _last == true
            ? Answer(plugin, GoOutcome.Fails, GoReason.AlreadyLoaded, "plugin already loaded")
            : Answer(plugin, GoOutcome.Crashes, GoReason.NotAGoPlugin, "fatal error: runtime: no plugin module data");

    private GoPrediction Module(GoPluginCandidate plugin, GoFacts go)
    {
        if (go.PluginPath is null)
        {
            return Answer(plugin, GoOutcome.Crashes, GoReason.NotAGoPlugin, "fatal error: runtime: plugin has empty pluginpath");
        }

        if (go.Release.HasColonNames != _release!.HasColonNames || go.Release.NextOffset != _release.NextOffset)
        {
            return Answer(plugin, GoOutcome.Crashes, GoReason.GoVersion, $"the plugin was built with {go.Version ?? "go1.19 or older"}, the host with {_host.GoVersion}: the runtimes would destroy each other's tables");
        }

        // Before the verdict: the file stays in the process, and its symbols with it.
        foreach (GoPackage package in go.Packages)
        {
            _packages.TryAdd(package.Path, package.Fingerprint);
        }

        _last = false;
        if (_loaded.Contains(go.PluginPath))
        {
            return Answer(plugin, GoOutcome.Fails, GoReason.AlreadyLoaded, "plugin already loaded");
        }

        foreach (GoPackage wanted in go.WantedPackages)
        {
            if (!_packages.TryGetValue(wanted.Path, out string? running))
            {
                return Answer(plugin, GoOutcome.Fails, GoReason.NotLoadable, $"the fingerprint of package {wanted.Path} is nowhere: undefined symbol", wanted.Path);
            }

            if (!string.Equals(running, wanted.Fingerprint, StringComparison.Ordinal))
            {
                return Answer(plugin, GoOutcome.Fails, GoReason.DifferentVersion, $"plugin was built with a different version of package {wanted.Path}", wanted.Path);
            }
        }

        _last = true;
        _loaded.Add(go.PluginPath);
        ImmutableArray<string> missing = [.. go.Exports.Where(static e => !e.IsFound).Select(static e => e.Name)];
        return missing.IsEmpty
            ? Answer(plugin, GoOutcome.Loads, GoReason.None, "loads") with { Findings = Warnings(go) }
            : Answer(plugin, GoOutcome.Fails, GoReason.MissingSymbol, $"could not find symbol {missing[0]}") with { Symbols = missing };
    }

    // The runtime does not compare GOAMD64: a plugin for a newer processor loads, and dies at its first new instruction on an old one.
    private ImmutableArray<Finding> Warnings(GoFacts go)
        => go.Setting("GOAMD64") is { } level && string.CompareOrdinal(level, _host.Amd64Level ?? "v1") > 0
            ? [Finding.Warning(
                FindingCode.GoProcessorNewer,
                "the plugin may use instructions of newer processors than the host",
                $"GOAMD64={_host.Amd64Level ?? "v1"}",
                $"GOAMD64={level}",
                "build it with the host's GOAMD64, or see that every machine has such a processor")]
            : [];

    private static GoPrediction Answer(GoPluginCandidate plugin, GoOutcome outcome, GoReason reason, string message, string? package = null)
    {
        FindingCode code = outcome switch
        {
            GoOutcome.Fails => FindingCode.GoPluginWouldFail,
            GoOutcome.Crashes => FindingCode.GoPluginWouldCrash,
            _ => FindingCode.GoPluginUnpredictable,
        };
        ImmutableArray<Finding> findings = outcome == GoOutcome.Loads ? [] : [Finding.Error(code, message, null, plugin.Path, Hint(reason)).Offering(reason == GoReason.Unreadable ? Remedy.Inspect : Remedy.None)];
        return new GoPrediction(plugin.Path, outcome, reason, message, package, [], findings);
    }

    private static string? Hint(GoReason reason) => reason switch
    {
        GoReason.DifferentVersion => "rebuild it against the sources, with the flags and in the directory (or with -trimpath) that this host was built with",
        GoReason.AlreadyLoaded => "give each plugin an import path of its own",
        GoReason.MissingSymbol => "build it with `go build -buildmode=plugin` without -ldflags=-pluginpath",
        GoReason.WrongMachine => "get the build for the host's machine",
        GoReason.GoVersion => "build both with the same Go release",
        GoReason.NotAGoPlugin or GoReason.NotLoadable => "build it with `go build -buildmode=plugin`",
        GoReason.HostHasNoPluginSupport => "build the host with CGO_ENABLED=1 and import \"plugin\"",
        GoReason.Unreadable => "look at what can be read of it",
        GoReason.AfterCrash => "see the plugin before it",
        _ => null,
    };
}
