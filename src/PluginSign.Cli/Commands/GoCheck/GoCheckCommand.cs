using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Binaries;
using PluginSign.Binaries.Go;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Storage;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.GoCheck;

/// <summary><c>pluginsign go-check</c>: would these Go plugins load in that host? Nothing is loaded.</summary>
internal sealed class GoCheckCommand : DocumentedCommand
{
    private readonly Argument<string[]> _plugins = new("PLUGIN") { Description = "plugins, in the order in which the host opens them", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string> _host = new("--host") { Description = "the program that opens the plugins", HelpName = "HOST" };

    private readonly Option<string> _lock = new("--lock") { Description = "with --host: write the host's fingerprints here; without: check against these instead of a host", HelpName = "FILE" };

    private readonly Option<bool> _force = new("--force") { Description = "replace a lock file that exists" };

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public GoCheckCommand(Surroundings surroundings)
        : base("go-check", "predicts what Go's plugin.Open would do: exit 0 all load, 1 one fails or crashes the host, 3 one is unknown", "pluginsign go-check --host ./host greeter.so second.so")
    {
        _surroundings = surroundings;
        Add(_plugins);
        Add(_host);
        Add(_lock);
        Add(_force);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        bool quiet = _output.IsQuiet(parsed);
        string[] plugins = parsed.GetValue(_plugins) ?? [];
        string? host = parsed.GetValue(_host);
        string? lockFile = parsed.GetValue(_lock);
        ThrowIfMistaken(parsed, plugins, host, lockFile);
        string name = host ?? lockFile!;
        GoCheckAnswer answer;
        try
        {
            ImmutableArray<Finding> findings = [];
            GoHostLock? known = host is null ? ReadLock(lockFile!) : ReadHost(host, out findings);
            answer = Check(name, known, findings, plugins);
            if (host is not null && lockFile is not null && answer.Host is { } fingerprints)
            {
                using PendingFile pending = PendingFile.Write(lockFile, fingerprints.ToJson(), PendingFile.PublicMode);
                pending.Place(parsed.GetValue(_force));
                answer = answer with { WrittenLock = lockFile };
            }
        }
        catch (UnavailableException e) when (json)
        {
            JsonReport.Write(_surroundings.Output, GoCheckDocument.NotEvaluated(name, e));
            throw;
        }

        if (json)
        {
            JsonReport.Write(_surroundings.Output, GoCheckDocument.Of(answer));
        }
        else if (!quiet || answer.Code != ExitCode.Done)
        {
            GoCheckText.Write(quiet ? Ink.OnError(_surroundings) : Ink.OnOutput(_surroundings), answer, quiet);
        }

        return answer.Code;
    }

    private void ThrowIfMistaken(ParseResult parsed, string[] plugins, string? host, string? lockFile)
    {
        if (host is null or "" && lockFile is null or "")
        {
            throw new UsageException("--host takes the program that opens the plugins, or --lock takes its fingerprints", "neither");
        }

        if (plugins.Any(static p => p.Length == 0) || (plugins.Length == 0 && (host is null || lockFile is null)))
        {
            throw new UsageException("it takes one PLUGIN or more, in load order", plugins.Length == 0 ? "no plugin" : string.Empty);
        }

        if (host is not null && lockFile is not null && Path.Exists(lockFile) && !parsed.GetValue(_force))
        {
            throw new UsageException("a lock file of this name exists already and is kept: --force replaces it", lockFile, with: "--lock host.lock --force");
        }
    }

    private static GoCheckAnswer Check(string name, GoHostLock? host, ImmutableArray<Finding> findings, string[] plugins)
    {
        if (host is null)
        {
            return new GoCheckAnswer(name, null, [], findings);
        }

        List<GoPluginCandidate> candidates = [];
        foreach (string plugin in plugins)
        {
            using BinaryFile file = BinaryFile.Open("PLUGIN", plugin);
            candidates.Add(new GoPluginCandidate(plugin, file.Read()));
        }

        return new GoCheckAnswer(name, host, GoPluginPredictor.Predict(host, candidates), findings);
    }

    private static GoHostLock ReadLock(string path)
    {
        Answer<GoHostLock> read = GoHostLock.Parse(InputFile.Read("--lock", path, Limits.GoLockBytes));
        return read.TryGetValue(out GoHostLock? host)
            ? host
            : throw new UsageException("--lock takes a FILE that go-check has written", FindingText.Found(path, read.Findings), "pluginsign go-check --host ./host --lock host.lock");
    }

    private static GoHostLock? ReadHost(string path, out ImmutableArray<Finding> findings)
    {
        using BinaryFile file = BinaryFile.Open("--host", path);
        Answer<BinaryFacts> read = file.Read();
        findings = read.Findings;
        if (!read.TryGetValue(out BinaryFacts? facts))
        {
            return null;
        }

        Answer<GoHostLock> taken = GoHostLock.From(facts);
        findings = taken.Findings;
        return taken.TryGetValue(out GoHostLock? host) ? host : null;
    }
}
