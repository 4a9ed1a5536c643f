using System.CommandLine;
using PluginSign.Algorithms;
using PluginSign.Cli.Network;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Storage;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Signatures.Timestamps;

namespace PluginSign.Cli.Commands.Timestamp;

/// <summary><c>pluginsign timestamp</c>: has a timestamp authority say when a signature existed, so that it outlives its signer's certificate.</summary>
internal sealed class TimestampCommand : DocumentedCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "signature files (FILE.p7s)", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string> _url = new("--url") { Description = "the timestamp service to ask, http or https", HelpName = "URL" };

    private readonly Option<string> _requestOut = new("--request-out") { Description = "write the request and ask nobody: for an air gap", HelpName = "FILE.tsq" };

    private readonly Option<string> _response = new("--response") { Description = "the authority's answer to a request that was written before", HelpName = "FILE.tsr" };

    private readonly Option<string> _request = new("--request") { Description = "with --response: the request, so that its nonce can be checked", HelpName = "FILE.tsq" };

    private readonly Option<bool> _renew = new("--renew") { Description = "put a newer timestamp over the one that is there, before its authority expires" };

    private readonly Option<string> _digest = new("--digest") { Description = "digest of the imprint (default sha256)", HelpName = "sha256|sha384|sha512" };

    private readonly SignerOption _signers;

    private readonly TimestampAnchorOption _anchors;

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public TimestampCommand(Surroundings surroundings)
        : base("timestamp", "adds RFC 3161 timestamps to signatures, or renews them", "pluginsign timestamp greeter.so.p7s --url http://timestamp.example/tsa --tsa-ca tsa-ca.pem")
    {
        _surroundings = surroundings;
        Add(_files);
        Add(_url);
        Add(_requestOut);
        Add(_response);
        Add(_request);
        Add(_renew);
        _digest.CompletionSources.Add("sha256", "sha384", "sha512");
        Add(_digest);
        _signers = new SignerOption(this, "stamp this signer alone: its certificate's fingerprint; may be given again (default every signer)");
        _anchors = new TimestampAnchorOption(this);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        bool quiet = _output.IsQuiet(parsed);
        string[] files = Files(parsed);
        Uri? url = ReadWay(parsed, files);
        DigestAlgorithm digest = Digest(parsed);
        StampedFileWriter writer = new(
            new SignatureStamper(_anchors.Read(parsed), [], _surroundings.Clock), _signers.Read(parsed), digest, parsed.GetValue(_renew));
        using TimestampPost? service = url is null ? null : new TimestampPost(url);
        List<TimestampOutcome> outcomes = [];
        foreach (string file in files)
        {
            TimestampOutcome outcome = Stamp(parsed, writer, service, file);
            outcomes.Add(outcome);
            if (!json)
            {
                TimestampText.Write(quiet ? Ink.OnError(_surroundings) : Ink.OnOutput(_surroundings), outcome, quiet);
            }
        }

        if (json)
        {
            JsonReport.Write(_surroundings.Output, TimestampDocument.Of(outcomes));
        }

        return ExitCodes.Worst(outcomes.Select(static o => ExitCodes.Of(o.Verdict)));
    }

    private TimestampOutcome Stamp(ParseResult parsed, StampedFileWriter writer, TimestampPost? service, string file)
    {
        if (service is not null)
        {
            return writer.Ask(file, service);
        }

        if (parsed.GetValue(_requestOut) is string target)
        {
            return writer.WriteRequest(file, target);
        }

        string response = parsed.GetValue(_response)!;
        return writer.Add(file, InputFile.Read(_response.Name, response, Limits.TimestampBytes), Request(parsed));
    }

    private TimestampRequest? Request(ParseResult parsed)
    {
        if (parsed.GetValue(_request) is not string path)
        {
            return null;
        }

        Answer<TimestampRequest> read = TimestampRequest.Read(InputFile.Read(_request.Name, path, Limits.TimestampBytes));
        return read.TryGetValue(out TimestampRequest? request)
            ? request
            : throw new UsageException("--request takes the FILE.tsq that --request-out wrote", FindingText.Found(path, read.Findings), with: "--request greeter.so.tsq");
    }

    // One way to the authority: over the network, or by files in two steps.
    private Uri? ReadWay(ParseResult parsed, string[] files)
    {
        Option<string>[] given = [.. new[] { _url, _requestOut, _response }.Where(o => parsed.GetValue(o) is not null)];
        if (given.Length != 1)
        {
            throw new UsageException(
                "it takes one way to the timestamp authority: --url URL, or by files --request-out FILE.tsq and then --response FILE.tsr",
                given.Length == 0 ? "none" : string.Join(" and ", given.Select(static o => o.Name)));
        }

        if (given[0] != _url && files.Length > 1)
        {
            throw new UsageException($"{given[0].Name} takes one signature file at a time", $"{files.Length} files");
        }

        if (parsed.GetValue(_request) is not null && given[0] != _response)
        {
            throw new UsageException("--request goes with --response", given[0].Name);
        }

        if (parsed.GetValue(_requestOut) is string target && Path.Exists(target))
        {
            throw new UsageException("--request-out takes a FILE.tsq that does not exist yet", target);
        }

        return parsed.GetValue(_url) is string url ? TimestampPost.ReadUrl(_url.Name, url) : null;
    }

    private string[] Files(ParseResult parsed)
    {
        string[] files = parsed.GetValue(_files) ?? [];
        return files.Length > 0 && files.All(static f => f.Length > 0)
            ? files
            : throw new UsageException("it takes one signature FILE or more", files.Length == 0 ? "no file" : string.Empty);
    }

    private DigestAlgorithm Digest(ParseResult parsed) => parsed.GetValue(_digest) switch
    {
        null or "sha256" => DigestAlgorithm.Sha256,
        "sha384" => DigestAlgorithm.Sha384,
        "sha512" => DigestAlgorithm.Sha512,
        string other => throw new UsageException("--digest takes sha256, sha384 or sha512", other, with: "--digest sha384"),
    };
}
