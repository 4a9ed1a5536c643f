using System.CommandLine;
using PluginSign.Cli.Network;
using PluginSign.Files;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.Cli.Options;

/// <summary>Everything that a verification takes, as <c>verify</c> and <c>stage</c> share it: whom the host trusts, what it knows about them, and what it wants on top.</summary>
internal sealed class VerificationOptions
{
    private readonly Surroundings _surroundings;
    private readonly TrustOptions _trust;
    private readonly TimestampAnchorOption _timestampAnchors;
    private readonly RevocationOptions _revocation;
    private readonly OnlineOption _online;
    private readonly EvidenceOption _evidence;
    private readonly RootOptions _roots;
    private readonly SignerOption _signers;
    private readonly BinaryOptions _binary;
    private readonly ExpiryOption _expiry;
    private readonly SeveralSignersOptions _several;

    public VerificationOptions(Command command, Surroundings surroundings)
    {
        _surroundings = surroundings;
        _trust = new TrustOptions(command, surroundings.Clock);
        _timestampAnchors = new TimestampAnchorOption(command);
        _revocation = new RevocationOptions(command);
        _online = new OnlineOption(command);
        _evidence = new EvidenceOption(command);
        _roots = new RootOptions(command, surroundings);
        _signers = new SignerOption(command);
        _binary = new BinaryOptions(command);
        _expiry = new ExpiryOption(command);
        _several = new SeveralSignersOptions(command);
    }

    /// <summary>The validation time; before it, what is a mistake without opening a file.</summary>
    /// <exception cref="UsageException">No host CA was named, or the options contradict each other.</exception>
    public DateTimeOffset ValidationTime(ParseResult parsed)
    {
        _trust.ThrowIfNoAnchor(parsed);
        _ = _revocation.Mode(parsed);
        return _trust.ValidationTime(parsed);
    }

    /// <summary>What the host wants on top.</summary>
    public TrustPolicy Policy(ParseResult parsed) => _several.Apply(parsed, new TrustPolicy
    {
        AllowDevelopmentCa = _trust.AllowsDevelopmentCa(parsed),
        ExpectedSigners = _signers.Read(parsed),
        Binary = _binary.Read(parsed),
        WarnBeforeExpiry = _expiry.Read(parsed),
    });

    /// <summary>Who fetches revocation information; null when nothing is to be fetched.</summary>
    public OnlineRevocation? OpenOnline(ParseResult parsed) => _online.Open(parsed, _surroundings, _revocation.Mode(parsed));

    /// <summary>The trusted roots; null when none was asked for.</summary>
    public PluginSearch? OpenRoots(ParseResult parsed) => _roots.Open(parsed);

    /// <summary>Whom the host trusts, and what it knows about them.</summary>
    public TrustInputs Trust(ParseResult parsed) => _evidence.AddTo(parsed, new TrustInputs
    {
        Anchors = _trust.Anchors(parsed),
        Intermediates = _trust.Intermediates(parsed),
        TimestampAnchors = _timestampAnchors.Read(parsed),
        Distrusted = _trust.Distrusted(parsed),
        Revocation = _revocation.Information(parsed),
        RevocationMode = _revocation.Mode(parsed),
        DeniedCertificates = _revocation.Denied(parsed),
    });
}
