namespace PluginSign.Certificates;

/// <summary>A CA whose word counts for signatures up to a time and no longer: how a host retires its old CA while what it signed stays good.</summary>
/// <remarks>
/// It is compared with the validation time. Where a trusted timestamp proves when a signature was made, that is the time to validate for; without one
/// only the present is sure, and after <see cref="After"/> the CA counts for nothing. The CA is recognised as a <see cref="DeniedCertificate"/> is: in every encoding, and by its key.
/// </remarks>
public sealed class AuthorityDistrust
{
    /// <summary>Retires a CA.</summary>
    /// <param name="authority">Its certificate, an anchor's or an intermediate's.</param>
    /// <param name="after">The last instant at which it is trusted.</param>
    public AuthorityDistrust(Certificate authority, DateTimeOffset after)
        : this(new DeniedCertificate(authority), after)
    {
    }

    /// <summary>Retires a CA.</summary>
    /// <param name="authority">The fingerprint of its certificate, an anchor's or an intermediate's.</param>
    /// <param name="after">The last instant at which it is trusted.</param>
    public AuthorityDistrust(CertificateFingerprint authority, DateTimeOffset after)
        : this(new DeniedCertificate(authority), after)
    {
    }

    private AuthorityDistrust(DeniedCertificate authority, DateTimeOffset after)
    {
        Authority = authority;
        After = after;
        List = DenyList.Of([authority]);
    }

    private AuthorityDistrust(AuthorityDistrust given, DenyList list)
    {
        Authority = given.Authority;
        After = given.After;
        List = list;
    }

    /// <summary>The CA.</summary>
    public DeniedCertificate Authority { get; }

    /// <summary>The last instant at which it is trusted.</summary>
    public DateTimeOffset After { get; }

    internal DenyList List { get; }

    /// <summary>The same, with what the certificates at hand tell of the CA.</summary>
    internal AuthorityDistrust Learning(IEnumerable<Certificate> atHand)
    {
        DenyList learnt = List.Learning(atHand);
        return ReferenceEquals(learnt, List) ? this : new AuthorityDistrust(this, learnt);
    }
}
