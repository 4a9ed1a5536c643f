using System.Collections.Immutable;

namespace PluginSign.Certificates.Revocation;

/// <summary>Revocation information of one origin, with the budget that it may spend.</summary>
/// <param name="Rank">0 is the host's own; the others are strangers', in the order in which they are asked.</param>
/// <param name="Information">The CRLs and responses.</param>
/// <param name="Budget">What they may cost.</param>
/// <param name="Name">Where they come from, in words.</param>
internal sealed record RevocationOrigin(int Rank, RevocationInformation Information, RevocationBudget Budget, string Name)
{
    /// <summary>Whether it came along with the plugin: it can add a refusal, or answer what nobody before it has answered.</summary>
    public bool IsOffered => Rank > 0;

    public static ImmutableArray<RevocationOrigin> Of(RevocationInputs inputs) =>
    [
        new RevocationOrigin(0, inputs.Information, new RevocationBudget(Limits.RevocationSignatureChecks), "the host's own revocation information"),
        new RevocationOrigin(1, inputs.Carried, new RevocationBudget(Limits.OfferedSignatureChecks), "the revocation information of an evidence pack"),
        new RevocationOrigin(2, inputs.Offered, new RevocationBudget(Limits.OfferedSignatureChecks), "the revocation information in the signature"),
    ];
}
