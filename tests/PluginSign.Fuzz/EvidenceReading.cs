using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Fuzz;

/// <summary>What was read is asked as well: a reader may leave something odd to whoever asks.</summary>
internal static class EvidenceReading
{
    private static readonly PathRequirements s_code = new() { Purpose = CertificatePurpose.CodeSigning };

    public static ImmutableArray<Finding> Crl(byte[] bytes)
        => CertificateRevocationList.Read(bytes).TryGetValue(out CertificateRevocationList? crl) ? Judge(new RevocationInformation([crl], [])) : [];

    public static ImmutableArray<Finding> Ocsp(byte[] bytes)
        => OcspResponse.Read(bytes).TryGetValue(out OcspResponse? response) ? Judge(new RevocationInformation([], [response])) : [];

    /// <summary>As a token of an evidence pack: it is judged when it is over the seeds' signature.</summary>
    public static ImmutableArray<Finding> Timestamp(byte[] bytes)
    {
        TrustInputs trust = new() { TimestampAnchors = [SeedPki.Root.Value], Intermediates = [SeedPki.Intermediate.Value], TimestampTokens = [bytes], RevocationMode = RevocationMode.AllowUnknown };
        return new TimestampVerifier(trust).Verify(SeedPki.Signature.Value, SeedPki.Time.AddDays(2)).Findings;
    }

    private static ImmutableArray<Finding> Judge(RevocationInformation information)
    {
        RevocationInputs inputs = new() { Mode = RevocationMode.AllowUnknown, Information = information };
        return [.. new PathValidator([SeedPki.Root.Value], [SeedPki.Intermediate.Value]).Validate(SeedPki.Signer.Value, [], SeedPki.Time.AddDays(2), s_code, inputs).Answer.Findings];
    }
}
