using PluginSign.Algorithms;

namespace PluginSign.Certificates.Revocation;

/// <summary>RFC 6960, 4.2.2.2: the response is signed with the key that issued the certificate, or by a responder that this very key has appointed.</summary>
internal sealed class OcspResponders(AppointedIssuer appointed)
{
    /// <summary>Whose response this is.</summary>
    /// <param name="response">The response.</param>
    /// <param name="path">From the certificate in question up to the anchor.</param>
    /// <param name="budget">What checking costs is spent from this.</param>
    public IssuerStanding Judge(OcspResponse response, IReadOnlyList<PathMember> path, RevocationBudget budget)
    {
        PathMember issuer = path[1];
        if (Names(response, issuer.Certificate))
        {
            return IsSigned(response, issuer.Certificate, budget)
                ? IssuerStanding.Genuine(issuer.Certificate)
                : budget.IsExhausted ? IssuerStanding.Exhausted(budget)
                : IssuerStanding.Faulty($"it is not signed by {issuer}, whom it names");
        }

        string fault = $"neither {issuer} nor a responder that it has appointed has signed it";
        foreach (Certificate candidate in response.Certificates.Where(c => Names(response, c)))
        {
            if (!candidate.IssuerDistinguishedName.IsEqualTo(issuer.Certificate.SubjectDistinguishedName))
            {
                continue;
            }

            if (FindFault(candidate, path, budget) is { } wrong)
            {
                fault = wrong;
            }
            else if (IsSigned(response, candidate, budget))
            {
                return IssuerStanding.Genuine(candidate);
            }
        }

        return budget.IsExhausted ? IssuerStanding.Exhausted(budget) : IssuerStanding.Faulty(fault);
    }

    private static bool Names(OcspResponse response, Certificate certificate) => response.ResponderName is { } name
        ? name.IsEqualTo(certificate.SubjectDistinguishedName)
        : OcspCertificateId.IsKeyHash(response.ResponderKeyHash.Span, certificate);

    private static bool IsSigned(OcspResponse response, Certificate by, RevocationBudget budget)
        => by.PublicKey.TryGetValue(out PublicKey? key) && (response.Signature.Known(key) ?? (budget.TrySpendSignature() && response.Signature.Verify(key)));

    private string? FindFault(Certificate responder, IReadOnlyList<PathMember> path, RevocationBudget budget)
    {
        if (responder.Known.ExtendedKeyUsage.IsDefault || !responder.Known.ExtendedKeyUsage.Contains(CertificateOids.OcspSigning, StringComparer.Ordinal))
        {
            return $"its responder `{responder.Subject}` is not appointed: no extended key usage OCSPSigning";
        }

        if (responder.Known.KeyUsage is { } usage && (usage & KeyUsages.DigitalSignature) == KeyUsages.None)
        {
            return $"the key of its responder `{responder.Subject}` may not sign: key usage {usage.Text()}";
        }

        // 4.2.2.2.1: the CA may say that its responder need not be asked about. It cannot say that a revocation or a denial of it does not count.
        bool isExempt = responder.Extensions.Any(static e => e.Oid is CertificateOids.OcspNoCheck);
        return appointed.FindFault(new PathMember(responder, PathRole.None, IsAmbiguous: false), 1, path, isExempt, mayVouchForItself: false, budget);
    }
}
