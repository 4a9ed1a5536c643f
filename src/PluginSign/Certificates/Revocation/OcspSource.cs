namespace PluginSign.Certificates.Revocation;

/// <summary>What the OCSP responses at hand say about one certificate (RFC 6960, 3.2).</summary>
internal sealed class OcspSource(RevocationInputs inputs, DateTimeOffset time, OcspResponders responders)
{
    public void Ask(PathMember subject, PathMember issuer, IReadOnlyList<PathMember> path, RevocationOpinion opinion)
    {
        foreach (OcspResponse response in inputs.Information.Responses)
        {
            Ask(response, subject, issuer, path, opinion, isOffered: false);
        }

        foreach (OcspResponse response in inputs.Offered.Responses)
        {
            Ask(response, subject, issuer, path, opinion, isOffered: true);
        }
    }

    private void Ask(OcspResponse response, PathMember subject, PathMember issuer, IReadOnlyList<PathMember> path, RevocationOpinion opinion, bool isOffered)
    {
        string name = $"the OCSP response of {CommonChecks.Utc(response.ProducedAt)}";
        foreach (OcspStatement statement in response.Statements)
        {
            if (!statement.Id.IsOf(subject.Certificate, issuer.Certificate))
            {
                continue;
            }

            IssuerStanding standing = responders.Judge(response, issuer, path);
            string? fault = standing.Fault ?? response.Fault
                ?? (statement.UnknownCritical is { } oid ? $"it has a critical extension that is not understood ({oid})" : null);
            if (fault is not null)
            {
                opinion.SayUnusable($"{name}: {fault}", isOffered);
                continue;
            }

            Hear(statement, subject.Certificate, response.ProducedAt, name, opinion);
        }
    }

    // 4.2.2.1: thisUpdate in the future is unreliable, nextUpdate in the past too. A revocation is never taken back, so its age does not matter.
    private void Hear(OcspStatement statement, Certificate certificate, DateTimeOffset producedAt, string name, RevocationOpinion opinion)
    {
        if (statement.Status == RevocationStatus.Revoked)
        {
            opinion.SayRevoked(name, statement.Reason, statement.RevokedAt, invalidAt: null);
        }
        else if (statement.Status != RevocationStatus.Good)
        {
            opinion.SayUnknown($"{name} says that the responder does not know the certificate");
        }
        else if (statement.ThisUpdate > time || producedAt > time)
        {
            opinion.SayUnknown($"{name} is from after the validation time");
        }
        else if (statement.CurrentUntil < time)
        {
            opinion.SayStale($"{name} held until {CommonChecks.Utc(statement.CurrentUntil)}");
        }
        else if (statement.ThisUpdate > certificate.NotAfter && !(statement.KeepsExpiredSince <= certificate.NotAfter))
        {
            // 2.2: good says no more than that no certificate of this number, of those that have not expired, is revoked.
            opinion.SayUnknown($"{name} says good of a certificate that had expired ({CommonChecks.Utc(certificate.NotAfter)}), which proves nothing without an archive cutoff from before (RFC 6960, 2.2)");
        }
        else
        {
            opinion.SayGood(name);
        }
    }
}
