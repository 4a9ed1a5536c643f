using PluginSign.Algorithms;

namespace PluginSign.Certificates.Revocation;

/// <summary>RFC 5280, 6.3.3 (f) and (g): the CRL is signed with a key that may speak about the certificate. Authority follows keys; a name only says which ones to try.</summary>
/// <remarks>
/// These keys may: the one that signed the certificate; older and newer keys of the same CA, where one of the two has signed a self-issued certificate for the
/// other, or one CA has issued both under one name; and a key that the certificate's own distribution point names (cRLIssuer). Each must stand on the certificate's
/// path or be certified by a key of it, so that no other CA below the same anchor can take the name.
/// </remarks>
internal sealed class CrlIssuers(IssuerIndex intermediates, IssuerIndex offered, RevocationBudget strangers, AppointedIssuer appointed, string? purpose)
{
    /// <summary>Whose CRL this is.</summary>
    /// <param name="crl">The CRL; its issuer's name is known to be right.</param>
    /// <param name="path">From the certificate in question up to the anchor.</param>
    /// <param name="isNamed">Whether the certificate names this CRL issuer, so that it need not be its own issuer.</param>
    /// <param name="budget">What checking costs is spent from this.</param>
    public IssuerStanding Judge(CertificateRevocationList crl, IReadOnlyList<PathMember> path, bool isNamed, RevocationBudget budget)
    {
        string? fault = null;
        for (int i = 1; i < path.Count; i++)
        {
            if ((isNamed || IsSameAuthority(path, i)) && IsSignedBy(crl, path[i].Certificate, budget, ref fault))
            {
                string? wrong = FindKeyUsageFault(path[i].Certificate, mustSay: false);
                if (wrong is null)
                {
                    return IssuerStanding.Genuine(path[i].Certificate);
                }

                fault = wrong;
            }
        }

        // The path first: it is validated, and nearly always one of it is the issuer. What else is at hand may be a stranger's, and is paid for by strangers.
        IEnumerable<Certificate> others = intermediates.Named(crl.IssuerName).Concat(offered.Named(crl.IssuerName));
        foreach (Certificate other in others.OrderByDescending(c => crl.Extensions.NamesKey(c.SubjectKeyIdentifier)))
        {
            if (path.Skip(1).Any(m => ReferenceEquals(m.Certificate, other)) || !IsSignedBy(crl, other, strangers, ref fault))
            {
                continue;
            }

            string? wrong = FindKeyUsageFault(other, mustSay: true) ?? FindAppointmentFault(other, path, isNamed);
            if (wrong is null)
            {
                return IssuerStanding.Genuine(other);
            }

            fault = wrong;
        }

        RevocationBudget? spent = budget.IsExhausted ? budget : strangers.IsExhausted ? strangers : null;
        return spent is not null ? IssuerStanding.Exhausted(spent)
            : fault is null ? IssuerStanding.Foreign
            : IssuerStanding.Faulty(fault);
    }

    // The issuer itself, or an older key of the same CA that has certified the issuer's key: a self-issued certificate (RFC 4210, 4.4).
    private static bool IsSameAuthority(IReadOnlyList<PathMember> path, int member)
    {
        for (int i = 1; i < member; i++)
        {
            if (!path[i].Certificate.IsSelfIssued)
            {
                return false;
            }
        }

        return true;
    }

    // Whether the key has signed the CRL; a fault of the CRL's only when it says that this key should have.
    private static bool IsSignedBy(CertificateRevocationList crl, Certificate candidate, RevocationBudget budget, ref string? fault)
    {
        if (!candidate.SubjectDistinguishedName.IsEqualTo(crl.IssuerName) || !candidate.PublicKey.TryGetValue(out PublicKey? key))
        {
            return false;
        }

        bool? known = crl.Signature.Known(key);
        bool valid = known ?? (budget.TrySpendSignature() && crl.Signature.Verify(key));
        if (!valid && IsMeant(crl, candidate))
        {
            fault ??= $"it is not signed by `{candidate.Subject}` (sha256 {candidate.Fingerprint[..16]})";
        }

        return valid;
    }

    // A CA's key may sign its CRLs where its certificate is silent (6.3.3 (f)). Who is appointed beside the path must be appointed for that.
    private static string? FindKeyUsageFault(Certificate candidate, bool mustSay) => candidate.Known.KeyUsage switch
    {
        null when mustSay => $"the key of `{candidate.Subject}` is not appointed to sign CRLs: its certificate has no key usage",
        { } usage when (usage & KeyUsages.CrlSign) == KeyUsages.None => $"the key of `{candidate.Subject}` may not sign CRLs: its key usage is {usage.Text()}, without cRLSign (RFC 5280, 6.3.3 (f))",
        _ => null,
    };

    // The CA itself has certified the key (self-issued, new with old), or who issued the CA has issued both; a named one, any CA of the path.
    private string? FindAppointmentFault(Certificate candidate, IReadOnlyList<PathMember> path, bool isNamed)
    {
        if (purpose is not null && !candidate.Known.ExtendedKeyUsage.IsDefault && !EndEntityChecks.Allows(candidate.Known.ExtendedKeyUsage, purpose, anyCounts: true))
        {
            return $"the key of `{candidate.Subject}` is for another purpose: {string.Join(", ", candidate.Known.ExtendedKeyUsage)}";
        }

        string fault = $"its signer's certificate comes from another CA, `{candidate.Issuer}`, with another key than the CA of the certificate has";
        int last = isNamed ? path.Count - 1 : Math.Min(2, path.Count - 1);
        for (int i = 1; i <= last; i++)
        {
            if (!candidate.IssuerDistinguishedName.IsEqualTo(path[i].Certificate.SubjectDistinguishedName))
            {
                continue;
            }

            if (appointed.FindFault(new PathMember(candidate, PathRole.None, IsAmbiguous: true), i, path, isExempt: false, mayVouchForItself: true, strangers) is not { } wrong)
            {
                return null;
            }

            fault = wrong;
        }

        return fault;
    }

    // A CRL that names another key is another CA's of this name, for example an older one's: no fault of this CRL.
    private static bool IsMeant(CertificateRevocationList crl, Certificate candidate) => crl.Extensions.NamesKey(candidate.SubjectKeyIdentifier) ?? true;
}
