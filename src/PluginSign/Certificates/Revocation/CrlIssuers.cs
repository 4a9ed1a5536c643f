using PluginSign.Algorithms;

namespace PluginSign.Certificates.Revocation;

/// <summary>RFC 5280, 6.3.3 (f) and (g): the CRL is signed with a key that may sign it, and whose certificate leads to the same anchor.</summary>
internal sealed class CrlIssuers(IssuerIndex intermediates, IssuerIndex offered, DateTimeOffset time, RevocationBudget budget, RevocationJudge judge)
{
    private static readonly PathRequirements Any = new() { Purpose = CertificatePurpose.Any };

    /// <summary>Whose CRL this is.</summary>
    /// <param name="crl">The CRL; its issuer's name is known to be right.</param>
    /// <param name="issuer">The issuer of the certificate in question.</param>
    /// <param name="path">The path that the certificate is on, end entity first.</param>
    /// <param name="isNamed">Whether the certificate names this CRL issuer, so that it need be no relative of its own issuer.</param>
    public IssuerStanding Judge(CertificateRevocationList crl, Certificate issuer, IReadOnlyList<PathMember> path, bool isNamed)
    {
        string? fault = null;
        foreach ((Certificate candidate, bool isOnPath) in Candidates(crl, path))
        {
            if (!candidate.PublicKey.TryGetValue(out PublicKey? key))
            {
                continue;
            }

            bool? known = crl.Signature.Known(key);
            if (known is null && !budget.TrySpendSignature())
            {
                return IssuerStanding.Faulty("there are too many signatures to check");
            }

            if (!(known ?? crl.Signature.Verify(key)))
            {
                fault ??= IsMeant(crl, candidate) ? $"it is not signed by `{candidate.Subject}` (sha256 {candidate.Fingerprint[..16]})" : null;
                continue;
            }

            string? wrong = FindFault(candidate, issuer, isNamed, isOnPath, path);
            if (wrong is null)
            {
                return IssuerStanding.Genuine;
            }

            fault = wrong;
        }

        return fault is null ? IssuerStanding.Foreign : IssuerStanding.Faulty(fault);
    }

    // Certificates of the path first: they are validated, and nearly always one of them it is.
    private IEnumerable<(Certificate Candidate, bool IsOnPath)> Candidates(CertificateRevocationList crl, IReadOnlyList<PathMember> path)
    {
        for (int i = 1; i < path.Count; i++)
        {
            if (path[i].Certificate.SubjectDistinguishedName.IsEqualTo(crl.IssuerName))
            {
                yield return (path[i].Certificate, true);
            }
        }

        IEnumerable<Certificate> others = intermediates.Named(crl.IssuerName).Concat(offered.Named(crl.IssuerName));
        foreach (Certificate other in others.OrderByDescending(c => crl.Extensions.NamesKey(c.SubjectKeyIdentifier)))
        {
            yield return (other, false);
        }
    }

    private string? FindFault(Certificate candidate, Certificate issuer, bool isNamed, bool isOnPath, IReadOnlyList<PathMember> path)
    {
        if (candidate.Known.KeyUsage is { } usage && (usage & KeyUsages.CrlSign) == KeyUsages.None)
        {
            return $"the key of `{candidate.Subject}` may not sign CRLs: its key usage is {usage.Text()}, without cRLSign (RFC 5280, 6.3.3 (f))";
        }

        if (isOnPath)
        {
            return null;
        }

        List<Findings.Finding> denied = [];
        if (judge.IsDenied(new PathMember(candidate, PathRole.None, IsAmbiguous: false), denied))
        {
            return $"its signer is denied: {denied[0].Message}";
        }

        // Any CA below the anchor could give itself the name: a key of its own comes from the CA itself or from who issued the CA.
        bool isRelated = candidate.IssuerDistinguishedName.IsEqualTo(issuer.SubjectDistinguishedName)
            || candidate.IssuerDistinguishedName.IsEqualTo(issuer.IssuerDistinguishedName);
        return isNamed || isRelated ? FindPathFault(candidate, path[^1]) : $"its signer's certificate comes from another CA, `{candidate.Issuer}`";
    }

    private string? FindPathFault(Certificate candidate, PathMember anchor)
    {
        if (!budget.TrySpendPath())
        {
            return "there are too many CRL issuers to check";
        }

        PathSearch search = new(new IssuerIndex([anchor.Certificate]), intermediates, offered, time, Any, budget.Paths);
        PathMember member = search.EndEntity(candidate);
        List<Findings.Finding> faults = [];
        CommonChecks.Judge(member, time, faults);
        if (faults.Find(static f => f.Severity == Findings.Severity.Error) is { } wrong)
        {
            return $"its signer's certificate is refused: {wrong.Message}";
        }

        IReadOnlyList<PathMember> path = search.Find(member);
        return path.Count == 0
            ? $"its signer's certificate `{candidate.Subject}` does not lead to {anchor}"
            : judge.FindFault(path);
    }

    // A CRL that names another key is another CA's of this name, for example an older one's: no fault of this CRL.
    private static bool IsMeant(CertificateRevocationList crl, Certificate candidate) => crl.Extensions.NamesKey(candidate.SubjectKeyIdentifier) ?? true;
}
