using System.Collections.Immutable;

namespace PluginSign.Certificates.Revocation;

/// <summary>CRLs and OCSP responses at hand. Being here trusts none of them: each counts only with its issuer's signature.</summary>
/// <remarks>Immutable and safe for several threads. Make one and use it for many validations.</remarks>
public sealed class RevocationInformation
{
    private readonly Dictionary<string, List<CertificateRevocationList>> _byIssuer = new(StringComparer.Ordinal);

    /// <summary>Indexes the information once.</summary>
    /// <param name="lists">At most <see cref="Limits.Crls"/>.</param>
    /// <param name="responses">At most <see cref="Limits.OcspResponses"/>.</param>
    /// <exception cref="ArgumentException">More than the caps.</exception>
    public RevocationInformation(IEnumerable<CertificateRevocationList> lists, IEnumerable<OcspResponse> responses)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(responses);
        Lists = [.. lists];
        Responses = [.. responses];
        if (Lists.Length > Limits.Crls || Responses.Length > Limits.OcspResponses)
        {
            throw new ArgumentException($"more than {Limits.Crls} CRLs or {Limits.OcspResponses} OCSP responses", Lists.Length > Limits.Crls ? nameof(lists) : nameof(responses));
        }

        // Newest first: what is asked for is what holds now.
        foreach (CertificateRevocationList list in Lists.OrderByDescending(static l => l.ThisUpdate))
        {
            if (!_byIssuer.TryGetValue(list.IssuerName.Key, out List<CertificateRevocationList>? same))
            {
                _byIssuer.Add(list.IssuerName.Key, same = []);
            }

            same.Add(list);
        }
    }

    /// <summary>No information at all.</summary>
    public static RevocationInformation None { get; } = new([], []);

    /// <summary>The CRLs as they were given.</summary>
    public ImmutableArray<CertificateRevocationList> Lists { get; }

    /// <summary>The OCSP responses as they were given.</summary>
    public ImmutableArray<OcspResponse> Responses { get; }

    /// <summary>The CRLs of this issuer, newest first.</summary>
    internal IReadOnlyList<CertificateRevocationList> IssuedBy(DistinguishedName issuer)
        => _byIssuer.TryGetValue(issuer.Key, out List<CertificateRevocationList>? same) ? same : [];
}
