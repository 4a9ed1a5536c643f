using System.Collections.Immutable;

namespace PluginSign.Policies;

/// <summary>What the host wants beyond a valid signature of a valid signer. The default is the strictest.</summary>
public sealed partial record TrustPolicy
{
    /// <summary>Accept signers below a development CA, whose private keys lie about on developers' machines. Shown in the report.</summary>
    public bool AllowDevelopmentCa { get; init; }

    /// <summary>Lowercase hex SHA-256 fingerprints of certificates: one of these must have signed. Empty: any signer below the host CA.</summary>
    public ImmutableArray<string> ExpectedSigners { get; init; } = [];
}
