using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>What a token proves by itself: that the key of <see cref="Certificate"/> put a time to this signature. Whether that certificate is trusted is another question.</summary>
/// <remarks>Immutable.</remarks>
public sealed class TimestampEvidence
{
    internal TimestampEvidence(Certificate? certificate, bool verified, ImmutableArray<Finding> findings)
    {
        Certificate = certificate;
        Verified = verified;
        Findings = findings;
    }

    /// <summary>The certificate whose key signed the token; when none did, the likeliest of the signer's name; null when there is none.</summary>
    public Certificate? Certificate { get; }

    /// <summary>What was found about the token.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>Whether the token is one over exactly this signature, signed by the key of <see cref="Certificate"/>, which it names.</summary>
    public bool IsValid => Verified && Certificate is not null && Findings.All(static f => f.Severity != Severity.Error);

    private bool Verified { get; }
}
