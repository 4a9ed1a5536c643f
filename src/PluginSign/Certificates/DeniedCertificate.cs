namespace PluginSign.Certificates;

/// <summary>A certificate that is to be refused, in all its encodings, and its key with it.</summary>
/// <remarks>
/// Bytes outside the signed part can be changed by anybody: an ECDSA signature (r, s) has the twin (r, n - s). So a certificate is refused when it has the
/// fingerprint, or when its to-be-signed part, its issuer and serial number, or its public key is that of the denied one.
/// Of a fingerprint alone the other three are known as soon as the certificate is among those at hand; its ECDSA twin is known always.
/// Trusting is another matter: there a certificate is named to the byte, by its <see cref="CertificateFingerprint"/>.
/// </remarks>
public sealed class DeniedCertificate
{
    /// <summary>Denies a certificate: every encoding of it, its issuer's other certificates of its number, and every certificate for its key.</summary>
    /// <param name="certificate">The certificate.</param>
    public DeniedCertificate(Certificate certificate)
    {
        Certificate = certificate ?? throw new ArgumentNullException(nameof(certificate));
        Fingerprint = CertificateFingerprint.Of(certificate);
    }

    /// <summary>Denies the certificate with this fingerprint and its ECDSA twin, and the rest when it is at hand.</summary>
    /// <param name="fingerprint">The fingerprint.</param>
    public DeniedCertificate(CertificateFingerprint fingerprint)
    {
        Fingerprint = fingerprint ?? throw new ArgumentNullException(nameof(fingerprint));
    }

    /// <summary>Of a denied fingerprint, what a certificate tells that is at hand: the one with the fingerprint, or its twin.</summary>
    internal DeniedCertificate(CertificateFingerprint given, Certificate atHand)
    {
        Fingerprint = given;
        Certificate = atHand;
    }

    /// <summary>Its fingerprint.</summary>
    public CertificateFingerprint Fingerprint { get; }

    /// <summary>The certificate; null when only its fingerprint is known.</summary>
    public Certificate? Certificate { get; }

    /// <summary>Its subject, as far as it is known, and its fingerprint.</summary>
    public override string ToString() => Certificate is null ? $"sha256 {Fingerprint}" : $"`{Certificate.Subject}` (sha256 {Fingerprint})";
}
