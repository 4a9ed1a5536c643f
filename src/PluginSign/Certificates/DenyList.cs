using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>The certificates that a host refuses, by everything that they are known by. Immutable; made once for many validations.</summary>
internal sealed class DenyList
{
    private readonly DenyList? _base;
    private readonly Dictionary<string, DeniedCertificate> _fingerprints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeniedCertificate> _toBeSigned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeniedCertificate> _issuerAndSerial = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeniedCertificate> _keys = new(StringComparer.Ordinal);

    private DenyList(IEnumerable<DeniedCertificate> denied, DenyList? inner)
    {
        All = [.. denied];
        _base = inner;
        foreach (DeniedCertificate one in All)
        {
            ArgumentNullException.ThrowIfNull(one, nameof(denied));
            _fingerprints.TryAdd(one.Fingerprint.Hex, one);
            if (one.Certificate is { } certificate)
            {
                _toBeSigned.TryAdd(certificate.RefusalIdentity.ToBeSigned, one);
                _issuerAndSerial.TryAdd(certificate.RefusalIdentity.IssuerAndSerial, one);
                _keys.TryAdd(certificate.RefusalIdentity.Key, one);
            }
        }
    }

    /// <summary>Nobody is denied.</summary>
    public static DenyList Empty { get; } = new([], null);

    /// <summary>What was given.</summary>
    public ImmutableArray<DeniedCertificate> All { get; }

    private bool IsEmpty => All.IsEmpty && _base is null;

    /// <summary>A list of these.</summary>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public static DenyList Of(IEnumerable<DeniedCertificate> denied)
    {
        ArgumentNullException.ThrowIfNull(denied);
        ImmutableArray<DeniedCertificate> all = [.. denied];
        return all.Contains(null!) ? throw new ArgumentException("a denied certificate is null: it would deny nothing", nameof(denied)) : new DenyList(all, null);
    }

    /// <summary>The list, with what the certificates at hand tell of those that were given by their fingerprint. Whoever put a certificate there, it is the denied one.</summary>
    public DenyList Learning(IEnumerable<Certificate> atHand)
    {
        if (IsEmpty)
        {
            return this;
        }

        ImmutableArray<DeniedCertificate> learnt =
        [
            .. atHand.Select(c => FingerprintOf(c) is { Certificate: null } given ? new DeniedCertificate(given.Fingerprint, c) : null).OfType<DeniedCertificate>(),
        ];
        return learnt.IsEmpty ? this : new DenyList(learnt, this);
    }

    /// <summary>Whether a certificate is refused.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="because">By what it was recognised, as a clause that follows its name.</param>
    /// <returns>The denied certificate that it is; null when it is none.</returns>
    public DeniedCertificate? Find(Certificate certificate, out string because)
    {
        because = "is on the list of denied certificates";
        if (IsEmpty)
        {
            return null;
        }

        if (_fingerprints.GetValueOrDefault(certificate.Fingerprint) is { } exact)
        {
            return exact;
        }

        RefusalIdentity identity = certificate.RefusalIdentity;
        (DeniedCertificate? Found, string Because)[] rest =
        [
            (FingerprintOf(certificate), "is another encoding of a denied certificate"),
            (_toBeSigned.GetValueOrDefault(identity.ToBeSigned), "is another encoding of a denied certificate"),
            (_issuerAndSerial.GetValueOrDefault(identity.IssuerAndSerial), "has the issuer and serial number of a denied certificate"),
            (_keys.GetValueOrDefault(identity.Key), "is denied: its public key is that of a denied certificate"),
        ];
        foreach ((DeniedCertificate? found, string reason) in rest)
        {
            if (found is not null)
            {
                because = reason;
                return found;
            }
        }

        return _base?.Find(certificate, out because);
    }

    /// <summary>Adds the refusal of a certificate that is denied.</summary>
    /// <returns>Whether it is.</returns>
    public bool Judge(PathMember member, List<Finding> findings)
    {
        if (Find(member.Certificate, out string because) is not { } denied)
        {
            return false;
        }

        bool isExact = string.Equals(denied.Fingerprint.Hex, member.Certificate.Fingerprint, StringComparison.Ordinal);
        findings.Add(Finding.Error(
            FindingCode.CertificateDenied,
            $"{member} {because}",
            "a certificate that is not denied",
            isExact ? $"sha256 {denied.Fingerprint}" : $"sha256 {member.Certificate.Fingerprint}; denied: {denied}"));
        return true;
    }

    private DeniedCertificate? FingerprintOf(Certificate certificate)
    {
        DeniedCertificate? found = certificate.RefusalIdentity.Fingerprints.Select(f => _fingerprints.GetValueOrDefault(f)).FirstOrDefault(static d => d is not null);
        return found ?? _base?.FingerprintOf(certificate);
    }
}
