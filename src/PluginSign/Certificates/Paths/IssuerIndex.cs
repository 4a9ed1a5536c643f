namespace PluginSign.Certificates;

/// <summary>Certificates by subject, each one once. Immutable.</summary>
internal sealed class IssuerIndex
{
    private readonly Dictionary<string, List<Certificate>> _bySubject = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fingerprints = new(StringComparer.Ordinal);
    private readonly List<Certificate> _all = [];

    /// <summary>Indexes the certificates.</summary>
    /// <param name="certificates">The certificates, in the order in which they are to be tried.</param>
    /// <param name="elsewhere">Indexes whose certificates are left out here.</param>
    public IssuerIndex(IEnumerable<Certificate> certificates, params ReadOnlySpan<IssuerIndex> elsewhere)
    {
        foreach (Certificate certificate in certificates)
        {
            ArgumentNullException.ThrowIfNull(certificate, nameof(certificates));
            bool known = !_fingerprints.Add(certificate.Fingerprint);
            foreach (IssuerIndex other in elsewhere)
            {
                known |= other.Contains(certificate);
            }

            if (known)
            {
                continue;
            }

            _all.Add(certificate);
            string key = certificate.SubjectDistinguishedName.Key;
            if (!_bySubject.TryGetValue(key, out List<Certificate>? same))
            {
                _bySubject.Add(key, same = []);
            }

            same.Add(certificate);
        }
    }

    public IReadOnlyList<Certificate> All => _all;

    public bool Contains(Certificate certificate) => _fingerprints.Contains(certificate.Fingerprint);

    /// <summary>The certificates whose subject is this name (RFC 5280, 7.1).</summary>
    public IReadOnlyList<Certificate> Named(DistinguishedName subject)
        => _bySubject.TryGetValue(subject.Key, out List<Certificate>? same) ? same : [];
}
