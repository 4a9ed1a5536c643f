using PluginSign.Certificates.Revocation;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>What a host of a <see cref="StampedPlugin"/> trusts when it has the CRLs of both worlds.</summary>
internal static class StampedCrls
{
    /// <summary>Demands to know of everybody; a world without a template has a good and empty CRL of its intermediate.</summary>
    public static TrustInputs Trust(CrlTemplate? host = null, CrlTemplate? time = null, RevocationMode mode = RevocationMode.Require) => new()
    {
        Anchors = [StampedPlugin.Host.Root.Certificate],
        TimestampAnchors = [StampedPlugin.Time.Root.Certificate],
        RevocationMode = mode,
        Revocation = new RevocationInformation(
            [
                new CrlTemplate().Issue(StampedPlugin.Host.Root),
                (host ?? new CrlTemplate()).Issue(StampedPlugin.Host.Intermediate),
                new CrlTemplate().Issue(StampedPlugin.Time.Root),
                (time ?? new CrlTemplate()).Issue(StampedPlugin.Time.Intermediate),
            ],
            []),
    };

    /// <summary>Verifies with these tokens on the signature.</summary>
    public static VerificationReport Verify(this StampedPlugin plugin, TrustInputs trust, params byte[][] tokens)
        => plugin.VerifyFile(tokens.Length == 0 ? plugin.Signature : Signatures.SignatureSurgery.Stamp(plugin.Signature, tokens), TestPki.ValidationTime, trust);

    public static PluginSign.Findings.FindingCode[] Errors(this VerificationReport report)
        => [.. report.Findings.Where(static f => f.Severity == PluginSign.Findings.Severity.Error).Select(static f => f.Code).Distinct().Order()];
}
