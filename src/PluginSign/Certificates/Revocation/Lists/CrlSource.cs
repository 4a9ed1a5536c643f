using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>What the CRLs at hand say about one certificate (RFC 5280, 6.3.3).</summary>
/// <remarks>
/// The RFC stops at the first CRL that answers. Here each CRL that is genuine and in scope is heard: one that lists the certificate is enough to
/// refuse it, also an old one, because nothing but a hold is ever taken back. Only a current one says that it is good.
/// </remarks>
internal sealed class CrlSource(DateTimeOffset time, CrlIssuers issuers)
{
    /// <summary>Asks the CRLs of one origin.</summary>
    /// <param name="origin">The CRLs.</param>
    /// <param name="path">From the certificate in question up to the anchor.</param>
    /// <param name="heard">The genuine CRLs of the origins that were asked before, to which this one's are added: together they may cover every reason.</param>
    /// <param name="opinion">What is heard.</param>
    public void Ask(RevocationOrigin origin, IReadOnlyList<PathMember> path, List<HeardCrl> heard, RevocationOpinion opinion)
    {
        if (origin.Information.Lists.IsEmpty)
        {
            return;
        }

        Certificate certificate = path[0].Certificate;
        ReasonFlags covered = default;
        string? source = null;
        foreach (DistributionPoint point in certificate.Known.DistributionPoints.Append(DistributionPoint.Assumed(certificate.IssuerDistinguishedName)))
        {
            List<HeardCrl> own = Genuine(point, origin, path, opinion);
            List<HeardCrl> genuine = [.. own, .. heard.Where(h => !own.Contains(h) && IsInScope(h.List, point, h.List.IssuerName, certificate))];
            heard.AddRange(own.Where(o => !heard.Contains(o)));
            foreach (HeardCrl crl in genuine)
            {
                if (IsListed(crl, genuine, certificate, opinion))
                {
                    return;
                }

                HeardCrl current = genuine.Find(d => IsDeltaOf(d, crl) && IsCurrent(d.List)) is { List: not null } delta ? delta : crl;
                if (crl.List.IsDelta)
                {
                    opinion.SayUnknown($"a delta CRL of `{crl.List.Issuer}` is at hand without the complete CRL that it goes with");
                }
                else if (IsCurrent(current.List) && !Keeps(current.List, certificate) && crl.List.Find(certificate) is null && current.List.Find(certificate) is null)
                {
                    opinion.SayUnknown($"{Name(current.List)} does not list it, which proves nothing: it is from after the certificate expired ({UtcText.Of(certificate.NotAfter)}), and does not say that it keeps expired ones (RFC 5280, 3.3)");
                }
                else if (IsCurrent(current.List))
                {
                    covered = covered.With(point.Reasons.Both(crl.List.Extensions.Scope?.Reasons ?? ReasonFlags.All));
                    source ??= Name(current.List);
                }
                else
                {
                    SayNotCurrent(crl.List, opinion);
                }
            }
        }

        if (covered.IsAll)
        {
            opinion.SayGood(source!, origin);
        }
        else if (source is not null)
        {
            opinion.SayUnknown($"the CRLs at hand list revocations for some reasons only ({source})");
        }
    }

    private static string Name(CertificateRevocationList crl) => $"the CRL of `{crl.Issuer}` of {UtcText.Of(crl.ThisUpdate)}";

    // (b) and (c): CRLs of the right issuer, with the right scope, signed by who may. Newest first.
    private List<HeardCrl> Genuine(DistributionPoint point, RevocationOrigin origin, IReadOnlyList<PathMember> path, RevocationOpinion opinion)
    {
        Certificate certificate = path[0].Certificate;
        List<HeardCrl> genuine = [];
        bool isNamed = !point.CrlIssuers.IsEmpty;
        IEnumerable<DistinguishedName> names = isNamed ? point.CrlIssuers.Select(static n => n.Directory).OfType<DistinguishedName>() : [certificate.IssuerDistinguishedName];
        foreach (DistinguishedName name in names)
        {
            foreach (CertificateRevocationList crl in origin.Information.IssuedBy(name))
            {
                if ((isNamed && !crl.IsIndirect) || !IsInScope(crl, point, name, certificate))
                {
                    continue;
                }

                IssuerStanding standing = issuers.Judge(crl, path, isNamed, origin.Budget);
                if (standing.Authority is { } authority && crl.Fault is null)
                {
                    genuine.Add(new HeardCrl(crl, authority));
                }
                else if (standing.IsGenuine || standing.Fault is not null)
                {
                    // A CRL that breaks the rules clears nobody; whom its issuer has listed there is revoked all the same.
                    if (standing.IsGenuine && crl.Find(certificate) is { Reason: not RevocationReason.RemoveFromCrl } entry)
                    {
                        opinion.SayRevoked(Name(crl), entry.Reason, entry.RevokedAt, entry.InvalidAt);
                    }

                    opinion.SayUnusable($"{Name(crl)}: {crl.Fault ?? standing.Fault}", origin, standing.IsExhausted);
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

        // 5.2.5: a version 1 certificate cannot say whether it is a CA's, so neither scope has it.
        bool isCa = certificate.Known.BasicConstraints is { IsCa: true };
        bool isUser = !isCa && certificate.Version > 1;
        if (scope.OnlyAttributeCertificates || (scope.OnlyUserCertificates && !isUser) || (scope.OnlyCaCertificates && !isCa))
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
    private bool IsListed(HeardCrl crl, List<HeardCrl> genuine, Certificate certificate, RevocationOpinion opinion)
    {
        if (crl.List.Find(certificate) is not { } entry || entry.Reason == RevocationReason.RemoveFromCrl)
        {
            return false;
        }

        bool isLifted = entry.Reason == RevocationReason.CertificateHold && genuine.Exists(newer => IsLifted(newer, crl, certificate));
        return !isLifted && opinion.SayRevoked(Name(crl.List), entry.Reason, entry.RevokedAt, entry.InvalidAt);
    }

    // By the authority that has set it, and in time order: nobody else may take a hold back.
    private bool IsLifted(HeardCrl newer, HeardCrl older, Certificate certificate)
        => newer.List.ThisUpdate > older.List.ThisUpdate
            && newer.IsOfSameAuthority(older)
            && IsCurrent(newer.List)
            && Keeps(newer.List, certificate)
            && HasSameScope(newer.List, older.List)
            && (newer.List.IsDelta ? newer.List.Find(certificate) is { Reason: RevocationReason.RemoveFromCrl } : newer.List.Find(certificate) is null);

    private bool IsCurrent(CertificateRevocationList crl) => crl.ThisUpdate <= time && crl.NextUpdate >= time;

    // 3.3: once a certificate has expired, CAs drop it from their CRLs, so that it is missing tells nothing. A CRL can promise to keep it.
    private static bool Keeps(CertificateRevocationList crl, Certificate certificate)
        => crl.ThisUpdate <= certificate.NotAfter || crl.Extensions.KeepsExpiredSince <= certificate.NotAfter;

    // (c), and 5.2.4: the two go together. The CRL that they make has the delta's times.
    private static bool IsDeltaOf(HeardCrl delta, HeardCrl complete)
        => delta.List.Extensions.BaseNumber is { } from
            && !complete.List.IsDelta
            && complete.List.Extensions.Number is { } number
            && from <= number
            && number < delta.List.Extensions.Number
            && delta.IsOfSameAuthority(complete)
            && HasSameScope(delta.List, complete.List)
            && delta.List.Extensions.AuthorityKey.Span.SequenceEqual(complete.List.Extensions.AuthorityKey.Span);

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
            opinion.SayStale(crl.NextUpdate is { } next ? $"{Name(crl)} was to be replaced by {UtcText.Of(next)}" : $"{Name(crl)} does not say how long it holds");
        }
    }
}

/// <summary>A CRL that may speak about a certificate.</summary>
/// <param name="List">The CRL.</param>
/// <param name="Authority">The certificate whose key has signed it.</param>
internal readonly record struct HeardCrl(CertificateRevocationList List, Certificate Authority)
{
    /// <summary>Whether one authority has signed both: by its key, for a name is anybody's to take.</summary>
    public bool IsOfSameAuthority(HeardCrl other) => Authority.SubjectPublicKeyInfo.Span.SequenceEqual(other.Authority.SubjectPublicKeyInfo.Span);
}
