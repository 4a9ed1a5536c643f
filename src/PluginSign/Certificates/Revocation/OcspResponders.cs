using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>RFC 6960, 4.2.2.2: the response is signed by the certificate's issuer, or by a responder that this very issuer has appointed.</summary>
internal sealed class OcspResponders(DateTimeOffset time, RevocationBudget budget, RevocationJudge judge)
{
    public IssuerStanding Judge(OcspResponse response, PathMember issuer, IReadOnlyList<PathMember> path)
    {
        if (Names(response, issuer.Certificate))
        {
            return IsSigned(response.Signature, issuer.Certificate)
                ? IssuerStanding.Genuine
                : IssuerStanding.Faulty($"it is not signed by {issuer}, whom it names");
        }

        string fault = $"neither {issuer} nor a responder that it has appointed has signed it";
        foreach (Certificate candidate in response.Certificates.Where(c => Names(response, c)))
        {
            if (!candidate.IssuerDistinguishedName.IsEqualTo(issuer.Certificate.SubjectDistinguishedName))
            {
                continue;
            }

            if (FindFault(candidate, issuer, path) is { } wrong)
            {
                fault = wrong;
            }
            else if (IsSigned(response.Signature, candidate))
            {
                return IssuerStanding.Genuine;
            }
        }

        return IssuerStanding.Faulty(fault);
    }

    private static bool Names(OcspResponse response, Certificate certificate) => response.ResponderName is { } name
        ? name.IsEqualTo(certificate.SubjectDistinguishedName)
        : OcspCertificateId.IsKeyHash(response.ResponderKeyHash.Span, certificate);

    private string? FindFault(Certificate responder, PathMember issuer, IReadOnlyList<PathMember> path)
    {
        PathMember member = new(responder, PathRole.None, IsAmbiguous: false);
        if (responder.Known.ExtendedKeyUsage.IsDefault || !responder.Known.ExtendedKeyUsage.Contains(CertificateOids.OcspSigning, StringComparer.Ordinal))
        {
            return $"its responder `{responder.Subject}` is not appointed: no extended key usage OCSPSigning";
        }

        if (responder.Known.KeyUsage is { } usage && (usage & KeyUsages.DigitalSignature) == KeyUsages.None)
        {
            return $"the key of its responder `{responder.Subject}` may not sign: key usage {usage.Text()}";
        }

        List<Finding> findings = [];
        if (judge.IsDenied(member, findings))
        {
            return $"its responder is denied: {findings[0].Message}";
        }

        CommonChecks.Judge(member, time, findings);
        if (findings.Find(static f => f.Severity == Severity.Error) is { } wrong)
        {
            return $"its responder is refused: {wrong.Message}";
        }

        RememberedSignature signature = new(responder.SignatureScheme, responder.ToBeSigned, responder.Signature);
        if (!IsSigned(signature, issuer.Certificate))
        {
            return $"its responder `{responder.Subject}` is not appointed by {issuer}: the certificate is not signed by it";
        }

        // 4.2.2.2.1: the CA may say that its responder need not be asked about; else it is like any other certificate.
        bool isExempt = responder.Extensions.Any(static e => e.Oid is CertificateOids.OcspNoCheck);
        return isExempt ? null : judge.FindFault([member, .. path.SkipWhile(m => !ReferenceEquals(m.Certificate, issuer.Certificate)).Take(1)], path);
    }

    private bool IsSigned(RememberedSignature signature, Certificate by)
        => by.PublicKey.TryGetValue(out PublicKey? key) && (signature.Known(key) ?? (budget.TrySpendSignature() && signature.Verify(key)));
}
