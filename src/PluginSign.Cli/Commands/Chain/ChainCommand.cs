using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Cli.Network;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Storage;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands.Chain;

/// <summary><c>pluginsign chain</c>: does this certificate lead to the host CA, and may it do what it is for?</summary>
internal sealed class ChainCommand : DocumentedCommand
{
    private readonly Argument<string[]> _certificate = new("CERT") { Description = "the certificate, PEM or DER; certificates after the first are intermediates", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string> _purpose = new("--purpose") { Description = "what the certificate must be for (default code-signing)", HelpName = "code-signing|timestamping|any" };

    private readonly Option<string> _depth = new("--max-depth") { Description = $"intermediates at most (default {Limits.PathIntermediates})", HelpName = "NUMBER" };

    private readonly PathOptions _path;

    private readonly TrustOptions _trust;

    private readonly ExpiryOption _expiry;

    private readonly RevocationOptions _revocation;

    private readonly OnlineOption _online;

    private readonly EvidenceOption _evidence;

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public ChainCommand(Surroundings surroundings)
        : base("chain", "validates a certificate against the host CA", "pluginsign chain signer.pem --ca host-ca.pem")
    {
        _surroundings = surroundings;
        Add(_certificate);
        _trust = new TrustOptions(this, surroundings.Clock);
        _revocation = new RevocationOptions(this);
        _online = new OnlineOption(this);
        _evidence = new EvidenceOption(this);
        _purpose.CompletionSources.Add("code-signing", "timestamping", "any");
        Add(_purpose);
        Add(_depth);
        _expiry = new ExpiryOption(this);
        _path = new PathOptions(this);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        bool quiet = _output.IsQuiet(parsed);
        string path = parsed.GetValue(_certificate) is [{ Length: > 0 } only] ? only : throw new UsageException("it takes one CERT file");
        PathRequirements requirements = _path.Apply(
            parsed, new PathRequirements { Purpose = Purpose(parsed), MaximumIntermediates = Depth(parsed), Distrusted = _trust.Distrusted(parsed) });
        _trust.ThrowIfNoAnchor(parsed);
        DateTimeOffset at = _trust.ValidationTime(parsed);
        RevocationInputs revocation = new() { Mode = _revocation.Mode(parsed), Denied = _revocation.Denied(parsed) };
        using OnlineRevocation? online = _online.Open(parsed, _surroundings, revocation.Mode);
        ChainAnswer answer;
        try
        {
            answer = Validate(parsed, path, at, requirements, revocation, online);
        }
        catch (UnavailableException e) when (json)
        {
            JsonReport.Write(_surroundings.Output, ChainDocument.NotEvaluated(e));
            throw;
        }

        if (json)
        {
            JsonReport.Write(_surroundings.Output, ChainDocument.Of(answer));
        }
        else
        {
            ChainText.Write(quiet ? Ink.OnError(_surroundings) : Ink.OnOutput(_surroundings), path, answer, quiet);
        }

        return ExitCodes.Of(answer.Verdict);
    }

    private ChainAnswer Validate(ParseResult parsed, string path, DateTimeOffset at, PathRequirements requirements, RevocationInputs revocation, OnlineRevocation? online)
    {
        List<Finding> malformed = [];
        TrustInputs trust = _evidence.AddTo(parsed, new TrustInputs
        {
            Anchors = _trust.Anchors(parsed),
            Intermediates = _trust.Intermediates(parsed, malformed),
            Revocation = _revocation.Information(parsed),
        });
        if (malformed.Count > 0)
        {
            return new ChainAnswer([], [.. malformed], IsValid: false, at, ReachesAnchor: false);
        }

        revocation = revocation with { Information = trust.Revocation, Carried = trust.CarriedRevocation };
        Answer<CertificateBundle> read = CertificateBundle.Read(InputFile.ReadRegular("CERT", path, Limits.CertificateFileBytes));
        if (!read.TryGetValue(out CertificateBundle? bundle) || bundle.Certificates is not [Certificate certificate, .. ImmutableArray<Certificate> offered])
        {
            return new ChainAnswer([], read.Findings, IsValid: false, at, ReachesAnchor: false);
        }

        TrustPolicy policy = new() { AllowDevelopmentCa = _trust.AllowsDevelopmentCa(parsed), WarnBeforeExpiry = _expiry.Read(parsed) };
        ChainValidation validation = new(trust, policy, certificate, offered, at, requirements, revocation);
        return online is null ? validation.Answer() : validation.Answer(online, path);
    }

    private CertificatePurpose Purpose(ParseResult parsed) => parsed.GetValue(_purpose) switch
    {
        null or "code-signing" => CertificatePurpose.CodeSigning,
        "timestamping" => CertificatePurpose.TimeStamping,
        "any" => CertificatePurpose.Any,
        string other => throw new UsageException("--purpose takes code-signing, timestamping or any", other, with: "--purpose timestamping"),
    };

    private int? Depth(ParseResult parsed) => parsed.GetValue(_depth) switch
    {
        null => null,
        string text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int depth) && depth <= Limits.PathIntermediatesMost
            ? depth
            : throw new UsageException("--max-depth takes the most intermediates, a number from 0 to 255", text, with: "--max-depth 1"),
    };
}
