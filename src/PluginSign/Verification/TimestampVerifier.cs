using PluginSign.Certificates.Revocation;
using PluginSign.Policies;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;

namespace PluginSign.Verification;

/// <summary>Judges timestamps alone, for whoever adds one. <see cref="PluginVerifier"/> judges them on its own.</summary>
public sealed class TimestampVerifier
{
    private readonly TimestampJudge _judge;
    private readonly RevocationInputs _revocation;

    /// <summary>A verifier for one host.</summary>
    /// <param name="trust">Whom the host trusts; the timestamp anchors count here.</param>
    public TimestampVerifier(TrustInputs trust)
    {
        ArgumentNullException.ThrowIfNull(trust);
        _judge = new TimestampJudge(trust);
        _revocation = trust.RevocationInputs;
    }

    /// <summary>Judges the timestamps of one signer. Whether the signature itself is any good is not asked.</summary>
    /// <param name="signer">The signer.</param>
    /// <param name="validationTime">The time for which the authorities' certificates must be valid.</param>
    public TimestampReport Verify(CmsSigner signer, DateTimeOffset validationTime)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return _judge.Judge(signer, new TimestampBudget(), _revocation with { Time = validationTime }, validationTime);
    }
}
