using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>What the OCSP responses of one origin say about one certificate (RFC 6960, 3.2).</summary>
internal sealed class OcspSource(DateTimeOffset time, OcspResponders responders)
{
    /// <summary>Asks.</summary>
    /// <param name="origin">The responses.</param>
    /// <param name="path">From the certificate in question up to the anchor.</param>
    /// <param name="opinion">What is heard.</param>
    public void Ask(RevocationOrigin origin, IReadOnlyList<PathMember> path, RevocationOpinion opinion)
    {
        foreach (OcspResponse response in origin.Information.Responses)
        {
            OcspStatement[] statements = [.. response.Statements.Where(s => s.Id.IsOf(path[0].Certificate, path[1].Certificate))];
            if (statements.Length > 0)
            {
                Ask(response, statements, origin, path, opinion);
            }
        }
    }

    private void Ask(OcspResponse response, OcspStatement[] statements, RevocationOrigin origin, IReadOnlyList<PathMember> path, RevocationOpinion opinion)
    {
        string name = $"the OCSP response of {UtcText.Of(response.ProducedAt)}";
        if (!response.Signature.IsSupported)
        {
            opinion.SayUnusable($"{name}: {response.Fault}", origin);
            return;
        }

        IssuerStanding standing = responders.Judge(response, path, origin.Budget);
        if (!standing.IsGenuine)
        {
            opinion.SayUnusable($"{name}: {standing.Fault}", origin, standing.IsExhausted);
            return;
        }

        // Of several statements about one certificate the worst counts; and what a faulty response calls revoked is revoked all the same.
        foreach (OcspStatement revoked in statements.Where(static s => s.Status == RevocationStatus.Revoked))
        {
            opinion.SayRevoked(name, revoked.Reason, revoked.RevokedAt, invalidAt: null);
        }

        string? unknown = Array.Find(statements, static s => s.UnknownCritical is not null)?.UnknownCritical;
        if ((response.Fault ?? (unknown is null ? null : $"it has a critical extension that is not understood ({unknown})")) is { } fault)
        {
            opinion.SayUnusable($"{name}: {fault}", origin);
            return;
        }

        OcspStatement[] others = [.. statements.Where(static s => s.Status != RevocationStatus.Revoked)];
        if (Array.Exists(others, static s => s.Status != RevocationStatus.Good))
        {
            opinion.SayDisowned($"{name} says that the responder does not know the certificate", origin);
        }
        else if (others.Length == statements.Length && Array.TrueForAll(others, s => IsGood(s, path[0].Certificate, response.ProducedAt, name, opinion)))
        {
            opinion.SayGood(name, origin);
        }
    }

    // 4.2.2.1: thisUpdate in the future is unreliable, nextUpdate in the past too. A revocation is never taken back, so its age does not matter.
    private bool IsGood(OcspStatement statement, Certificate certificate, DateTimeOffset producedAt, string name, RevocationOpinion opinion)
    {
        if (statement.ThisUpdate > time || producedAt > time)
        {
            opinion.SayUnknown($"{name} is from after the validation time");
        }
        else if (producedAt < statement.ThisUpdate)
        {
            opinion.SayUnknown($"{name} was signed before the time for which it says what it says ({UtcText.Of(statement.ThisUpdate)}; RFC 6960, 2.4)");
        }
        else if (statement.CurrentUntil < time)
        {
            opinion.SayStale($"{name} held until {UtcText.Of(statement.CurrentUntil)}");
        }
        else if (statement.ThisUpdate > certificate.NotAfter && !(statement.KeepsExpiredSince <= certificate.NotAfter))
        {
            // 2.2: good says no more than that no certificate of this number, of those that have not expired, is revoked.
            opinion.SayUnknown($"{name} says good of a certificate that had expired ({UtcText.Of(certificate.NotAfter)}), which proves nothing without an archive cutoff from before (RFC 6960, 2.2)");
        }
        else
        {
            return true;
        }

        return false;
    }
}
