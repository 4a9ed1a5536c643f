using System.CommandLine;
using PluginSign.Cli.Network;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Files;
using PluginSign.Policies;
using PluginSign.Verification;
using PluginSign.Verification.Reports;

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
        bool quiet = _output.IsQuiet(parsed);

        // Quiet prints nothing but errors, and those belong on stderr.
        using JsonReportWriter? document = json ? new JsonReportWriter(_surroundings.Output) : null;
        IReportWriter writer = document is null ? new TextReport(quiet ? Ink.OnError(_surroundings) : Ink.OnOutput(_surroundings), quiet) : document;
        List<ExitCode> codes = [];
        bool isBegun = false;
        try
        {
            using PluginSearch? search = _verification.OpenRoots(parsed);
            FileVerification verification = new(_verification.Trust(parsed), policy, search, at, signature, online);

            // Bytes that are held are held one file at a time: who sends many large ones must not multiply what this host gives for one.
            IEnumerable<VerificationReport> reports = online is null && policy.Binary is null && !files.Any(f => Progress.IsWatched(_surroundings, quiet, f))
                ? InOrder.Of(files, f => verification.Of(f, progress: null))
                : files.Select(f => Progress.Around(_surroundings, quiet, f, progress => verification.Of(f, progress)));
            writer.Begin(at); // not before: a mistake in the options writes no document
            isBegun = true;
            foreach (VerificationReport report in reports)
            {
                writer.Write(Entry.Of(report));
                codes.Add(ExitCodes.Of(report.Verdict));
            }
        }
        catch (UnavailableException e)
        {
            // A document is whole even when there is nothing to judge by: what was not evaluated any more stands in it as such.
            if (!isBegun)
            {
                writer.Begin(at);
            }

            foreach (string file in files.Skip(codes.Count))
            {
                writer.Write(Entry.NotEvaluated(file, e));
            }

            codes.Add(ExitCodes.Of(e.Verdict));
            writer.Finish(ExitCodes.VerdictOf(codes));
            throw;
        }

        writer.Finish(ExitCodes.VerdictOf(codes));
        return ExitCodes.Worst(codes);
    }
}
