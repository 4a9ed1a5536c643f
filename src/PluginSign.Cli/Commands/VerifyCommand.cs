using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Certificates.Revocation;
using PluginSign.Cli.Network;
using PluginSign.Cli.Options;
using PluginSign.Cli.Output;
using PluginSign.Files;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands;

/// <summary><c>pluginsign verify</c>: may these bytes run in my process?</summary>
internal sealed class VerifyCommand : DocumentedCommand
{
    private readonly SignerOption _signers;

    private readonly SeveralSignersOptions _several;

    private readonly Option<string> _signature = new("--signature") { Description = "where the signature lies (default FILE.p7s)", HelpName = "FILE" };

    private readonly PluginArguments _files;

    private readonly TrustOptions _trust;

    private readonly TimestampAnchorOption _timestampAnchors;

    private readonly RevocationOptions _revocation;

    private readonly OnlineOption _online;

    private readonly EvidenceOption _evidence;

    private readonly RootOptions _roots;

    private readonly BinaryOptions _binary;

    private readonly ExpiryOption _expiry;

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public VerifyCommand(Surroundings surroundings)
        : base("verify", "verifies plugins against the host CA: exit 0 trusted, 1 refused, 3 could not be evaluated", "pluginsign verify greeter.so --ca host-ca.pem")
    {
        _surroundings = surroundings;
        _files = new PluginArguments(this);
        _trust = new TrustOptions(this, surroundings.Clock);
        _timestampAnchors = new TimestampAnchorOption(this);
        _revocation = new RevocationOptions(this);
        _online = new OnlineOption(this);
        _evidence = new EvidenceOption(this);
        _roots = new RootOptions(this, surroundings);
        _signers = new SignerOption(this);
        _binary = new BinaryOptions(this);
        _expiry = new ExpiryOption(this);
        _several = new SeveralSignersOptions(this);
        Add(_signature);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        string[] files = _files.Read(parsed);
        string? signature = SignatureOption.Read(_signature, parsed, files);
        _trust.ThrowIfNoAnchor(parsed);
        DateTimeOffset at = _trust.ValidationTime(parsed);
        RevocationMode mode = _revocation.Mode(parsed);
        ImmutableHashSet<string> denied = _revocation.Denied(parsed);
        TrustPolicy policy = _several.Apply(parsed, new TrustPolicy
        {
            AllowDevelopmentCa = _trust.AllowsDevelopmentCa(parsed),
            ExpectedSigners = _signers.Read(parsed),
            Binary = _binary.Read(parsed),
            WarnBeforeExpiry = _expiry.Read(parsed),
        });
        using OnlineRevocation? online = _online.Open(parsed, _surroundings, mode);
        try
        {
            using PluginSearch? search = _roots.Open(parsed);
            FileVerification verification = new(Trust(parsed, mode, denied), policy, search, at, signature, online);
            return json
                ? WriteJson(verification, files, at, _output.IsQuiet(parsed))
                : WriteText(verification, files, _output.IsQuiet(parsed));
        }
        catch (UnavailableException e) when (json)
        {
            // stdout is one document even when there is nothing to judge by.
            JsonReport.Write(_surroundings.Output, ReportDocument.NotEvaluated(files, at, e));
            throw;
        }
    }

    private TrustInputs Trust(ParseResult parsed, RevocationMode mode, ImmutableHashSet<string> denied) => _evidence.AddTo(parsed, new TrustInputs
    {
        Anchors = _trust.Anchors(parsed),
        Intermediates = _trust.Intermediates(parsed),
        TimestampAnchors = _timestampAnchors.Read(parsed),
        Distrusted = _trust.Distrusted(parsed),
        Revocation = _revocation.Information(parsed),
        RevocationMode = mode,
        DeniedCertificates = denied,
    });

    private ExitCode WriteJson(FileVerification verification, string[] files, DateTimeOffset at, bool quiet)
    {
        List<VerificationReport> reports = [.. files.Select(f => Verify(verification, f, quiet))];
        JsonReport.Write(_surroundings.Output, ReportDocument.Of(at, reports));
        return ExitCodes.Worst(reports.Select(static r => ExitCodes.Of(r.Verdict)));
    }

    private ExitCode WriteText(FileVerification verification, string[] files, bool quiet)
    {
        // Quiet prints nothing but errors, and those belong on stderr.
        TextReport text = new(quiet ? Ink.OnError(_surroundings) : Ink.OnOutput(_surroundings), quiet);
        List<ExitCode> codes = [];
        foreach (string file in files)
        {
            VerificationReport report = Verify(verification, file, quiet);
            text.Write(report);
            codes.Add(ExitCodes.Of(report.Verdict));
        }

        return ExitCodes.Worst(codes);
    }

    private VerificationReport Verify(FileVerification verification, string file, bool quiet)
        => Progress.Around(_surroundings, quiet, file, progress => verification.Of(file, progress));
}
