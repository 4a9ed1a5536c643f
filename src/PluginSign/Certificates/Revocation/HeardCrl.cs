namespace PluginSign.Certificates.Revocation;

/// <summary>A CRL that may speak about a certificate.</summary>
/// <param name="List">The CRL.</param>
/// <param name="Authority">The certificate whose key has signed it.</param>
internal readonly record struct HeardCrl(CertificateRevocationList List, Certificate Authority)
{
    /// <summary>Whether one authority has signed both: by its key, for a name is anybody's to take.</summary>
    public bool IsOfSameAuthority(HeardCrl other) => Authority.SubjectPublicKeyInfo.Span.SequenceEqual(other.Authority.SubjectPublicKeyInfo.Span);
}
