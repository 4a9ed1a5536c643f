using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Certificates.Revocation;

/// <summary>What the CRLs at hand say about one certificate (RFC 5280, 6.3.3).</summary>
/// <remarks>
/// The RFC stops at the first CRL that answers. Here each CRL that is genuine and in scope is heard: one that lists the certificate is enough to
/// refuse it, also an old one, because nothing but a hold is ever taken back. Only a current one says that it is good.
/// </remarks>
internal sealed class CrlSource(RevocationInputs inputs, DateTimeOffset time, CrlIssuers issuers)
{
    public void Ask(PathMember subject, Certificate issuer, IReadOnlyList<PathMember> path, RevocationOpinion opinion)
    {
        Certificate certificate = subject.Certificate;
        ReasonFlags covered = default;
        string? source = null;
        foreach (DistributionPoint point in certificate.Known.DistributionPoints.Append(DistributionPoint.Assumed(certificate.IssuerDistinguishedName)))
        {
            List<CertificateRevocationList> genuine = Genuine(point, certificate, issuer, path, opinion);
            foreach (CertificateRevocationList crl in genuine)
            {
                if (IsListed(crl, genuine, certificate, opinion))
                {
                    return;
                }

                CertificateRevocationList current = genuine.Find(d => IsDeltaOf(d, crl) && IsCurrent(d)) ?? crl;
                if (crl.IsDelta)
                {
                    opinion.SayUnknown($"a delta CRL of `{crl.Issuer}` is at hand without the complete CRL that it goes with");
                }
                else if (IsCurrent(current) && !Keeps(current, certificate) && crl.Find(certificate) is null && current.Find(certificate) is null)
                {
                    opinion.SayUnknown($"{Name(current)} does not list it, which proves nothing: it is from after the certificate expired ({CommonChecks.Utc(certificate.NotAfter)}), and does not say that it keeps expired ones (RFC 5280, 3.3)");
                }
                else if (IsCurrent(current))
                {
                    covered = covered.With(point.Reasons.Both(crl.Extensions.Scope?.Reasons ?? ReasonFlags.All));
                    source ??= Name(current);
                }
                else
                {
                    SayNotCurrent(crl, opinion);
                }
            }
        }

        if (covered.IsAll)
        {
            opinion.SayGood(source!);
        }
        else if (source is not null)
        {
            opinion.SayUnknown($"the CRLs at hand list revocations for some reasons only ({source})");
        }
    }

    private static string Name(CertificateRevocationList crl) => $"the CRL of `{crl.Issuer}` of {CommonChecks.Utc(crl.ThisUpdate)}";

    // (b) and (c): CRLs of the right issuer, with the right scope, signed by who may. Newest first.
    private List<CertificateRevocationList> Genuine(
        DistributionPoint point, Certificate certificate, Certificate issuer, IReadOnlyList<PathMember> path, RevocationOpinion opinion)
    {
        List<CertificateRevocationList> genuine = [];
        bool isNamed = !point.CrlIssuers.IsEmpty;
        IEnumerable<DistinguishedName> names = isNamed ? point.CrlIssuers.Select(static n => n.Directory).OfType<DistinguishedName>() : [certificate.IssuerDistinguishedName];
        foreach (DistinguishedName name in names)
        {
            IReadOnlyList<CertificateRevocationList> own = inputs.Information.IssuedBy(name);
            IReadOnlyList<CertificateRevocationList> offered = inputs.Offered.IssuedBy(name);
            for (int i = 0; i < own.Count + offered.Count; i++)
            {
                CertificateRevocationList crl = i < own.Count ? own[i] : offered[i - own.Count];
                if ((isNamed && !crl.IsIndirect) || !IsInScope(crl, point, name, certificate))
                {
                    continue;
                }

                IssuerStanding standing = issuers.Judge(crl, issuer, path, isNamed);
                if (standing.IsGenuine && crl.Fault is null)
                {
                    genuine.Add(crl);
                }
                else if (standing.IsGenuine || standing.Fault is not null)
                {
                    // A CRL that breaks the rules clears nobody; whom its issuer has listed there is revoked all the same.
                    if (standing.IsGenuine && crl.Find(certificate) is { Reason: not RevocationReason.RemoveFromCrl } entry)
                    {
                        opinion.SayRevoked(Name(crl), entry.Reason, entry.RevokedAt, entry.InvalidAt);
                    }

                    opinion.SayUnusable($"{Name(crl)}: {crl.Fault ?? standing.Fault}", isOffered: i >= own.Count);
                }
            }
        }

        return genuine;
    }

    // (b) (2): what the CRL says about its own scope.
    private static bool IsInScope(CertificateRevocationList crl, DistributionPoint point, DistinguishedName pointIssuer, Certificate certificate)
    {
        if (crl.Extensions.Scope is not { } scope)
        {
            return true;
        }

        bool isCa = certificate.Known.BasicConstraints is { IsCa: true };
        if (scope.OnlyAttributeCertificates || (scope.OnlyUserCertificates && isCa) || (scope.OnlyCaCertificates && !isCa))
        {
            return false;
        }

        if (scope.Name is null)
        {
            return true;
        }

        try
        {
            ImmutableArray<GeneralName> asked = point.Name?.Names(pointIssuer) ?? point.CrlIssuers;
            return scope.Name.Names(crl.IssuerName).Any(own => asked.Any(a => IsSame(own, a)));
        }
        catch (AsnContentException)
        {
            return false; // a relative name that is none names no point
        }
    }

    private static bool IsSame(GeneralName left, GeneralName right) => left.Kind == right.Kind && left.Kind switch
    {
        GeneralNameKind.Directory => left.Directory!.IsEqualTo(right.Directory!),
        GeneralNameKind.IpAddress => left.Octets.Span.SequenceEqual(right.Octets.Span),
        GeneralNameKind.Uri or GeneralNameKind.RegisteredId => string.Equals(left.Text, right.Text, StringComparison.Ordinal),
        GeneralNameKind.Dns or GeneralNameKind.Email => string.Equals(left.Text, right.Text, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    // (i), (j) and (k).
    private bool IsListed(CertificateRevocationList crl, List<CertificateRevocationList> genuine, Certificate certificate, RevocationOpinion opinion)
    {
        if (crl.Find(certificate) is not { } entry || entry.Reason == RevocationReason.RemoveFromCrl)
        {
            return false;
        }

        bool isLifted = entry.Reason == RevocationReason.CertificateHold && genuine.Exists(newer => IsLifted(newer, crl, certificate));
        return !isLifted && opinion.SayRevoked(Name(crl), entry.Reason, entry.RevokedAt, entry.InvalidAt);
    }

    private bool IsLifted(CertificateRevocationList newer, CertificateRevocationList older, Certificate certificate)
        => newer.ThisUpdate > older.ThisUpdate
            && IsCurrent(newer)
            && Keeps(newer, certificate)
            && HasSameScope(newer, older)
            && (newer.IsDelta ? newer.Find(certificate) is { Reason: RevocationReason.RemoveFromCrl } : newer.Find(certificate) is null);

    private bool IsCurrent(CertificateRevocationList crl) => crl.ThisUpdate <= time && crl.NextUpdate >= time;

    // 3.3: once a certificate has expired, CAs drop it from their CRLs, so that it is missing tells nothing. A CRL can promise to keep it.
    private static bool Keeps(CertificateRevocationList crl, Certificate certificate)
        => crl.ThisUpdate <= certificate.NotAfter || crl.Extensions.KeepsExpiredSince <= certificate.NotAfter;

    // (c), and 5.2.4: the two go together. The CRL that they make has the delta's times.
    private static bool IsDeltaOf(CertificateRevocationList delta, CertificateRevocationList complete)
        => delta.Extensions.BaseNumber is { } from
            && !complete.IsDelta
            && complete.Extensions.Number is { } number
            && from <= number
            && number < delta.Extensions.Number
            && HasSameScope(delta, complete)
            && delta.Extensions.AuthorityKey.Span.SequenceEqual(complete.Extensions.AuthorityKey.Span);

    private static bool HasSameScope(CertificateRevocationList left, CertificateRevocationList right)
        => left.IssuerName.IsEqualTo(right.IssuerName)
            && (left.Extensions.Scope?.Encoded ?? default).Span.SequenceEqual((right.Extensions.Scope?.Encoded ?? default).Span);

    private void SayNotCurrent(CertificateRevocationList crl, RevocationOpinion opinion)
    {
        if (crl.ThisUpdate > time)
        {
            opinion.SayUnknown($"{Name(crl)} is from after the validation time");
        }
        else
        {
            opinion.SayStale(crl.NextUpdate is { } next ? $"{Name(crl)} was to be replaced by {CommonChecks.Utc(next)}" : $"{Name(crl)} does not say how long it holds");
        }
    }
}
