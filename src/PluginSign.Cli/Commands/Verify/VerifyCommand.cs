using System.CommandLine;
using PluginSign.Cli.Network;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Files;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands.Verify;

/// <summary><c>pluginsign verify</c>: may these bytes run in my process?</summary>
internal sealed class VerifyCommand : DocumentedCommand
{
    private readonly Option<string> _signature = new("--signature") { Description = "where the signature lies (default FILE.p7s)", HelpName = "FILE" };

    private readonly PluginArguments _files;

    private readonly VerificationOptions _verification;

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public VerifyCommand(Surroundings surroundings)
        : base("verify", "verifies plugins against the host CA: exit 0 trusted, 1 refused, 3 could not be evaluated", "pluginsign verify greeter.so --ca host-ca.pem")
    {
        _surroundings = surroundings;
        _files = new PluginArguments(this);
        _verification = new VerificationOptions(this, surroundings);
        Add(_signature);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        string[] files = _files.Read(parsed);
        string? signature = SignatureOption.Read(_signature, parsed, files);
        DateTimeOffset at = _verification.ValidationTime(parsed);
        TrustPolicy policy = _verification.Policy(parsed);
        using OnlineRevocation? online = _verification.OpenOnline(parsed);
        try
        {
            using PluginSearch? search = _verification.OpenRoots(parsed);
            bool quiet = _output.IsQuiet(parsed);
            FileVerification verification = new(_verification.Trust(parsed), policy, search, at, signature, online);

            // Bytes that are held are held one file at a time: who sends many large ones must not multiply what this host gives for one.
            IEnumerable<VerificationReport> reports = online is null && policy.Binary is null && !files.Any(f => Progress.IsWatched(_surroundings, quiet, f))
                ? InOrder.Of(files, f => verification.Of(f, progress: null))
                : files.Select(f => Progress.Around(_surroundings, quiet, f, progress => verification.Of(f, progress)));
            return json ? WriteJson(reports, at) : WriteText(reports, quiet);
        }
        catch (UnavailableException e) when (json)
        {
            // stdout is one document even when there is nothing to judge by.
            JsonReport.Write(_surroundings.Output, ReportDocument.NotEvaluated(files, at, e));
            throw;
        }
    }

    private ExitCode WriteJson(IEnumerable<VerificationReport> verified, DateTimeOffset at)
    {
        List<VerificationReport> reports = [.. verified];
        JsonReport.Write(_surroundings.Output, ReportDocument.Of(at, reports));
        return ExitCodes.Worst(reports.Select(static r => ExitCodes.Of(r.Verdict)));
    }

    private ExitCode WriteText(IEnumerable<VerificationReport> verified, bool quiet)
    {
        // Quiet prints nothing but errors, and those belong on stderr.
        TextReport text = new(quiet ? Ink.OnError(_surroundings) : Ink.OnOutput(_surroundings), quiet);
        return ExitCodes.Worst(verified.Select(report =>
        {
            text.Write(report);
            return ExitCodes.Of(report.Verdict);
        }));
    }
}
