using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signing;

/// <summary>A private key, the certificate that was issued for it, and the certificates between that one and the root.</summary>
/// <remarks>Owns the key: disposing clears it. No text of it shows the key.</remarks>
public sealed class SigningCredential : IDisposable
{
    private SigningCredential(ISigningKey key, Certificate certificate, ImmutableArray<Certificate> chain)
    {
        Key = key;
        Certificate = certificate;
        Chain = chain;
    }

    /// <summary>The private key.</summary>
    public ISigningKey Key { get; }

    /// <summary>The signer's certificate.</summary>
    public Certificate Certificate { get; }

    /// <summary>The issuers above it that are to travel with the signature; no self-signed one, which the verifier has or does not trust.</summary>
    public ImmutableArray<Certificate> Chain { get; }

    /// <summary>Reads a key and certificates from PEM files; a certificate file may be DER as well.</summary>
    /// <param name="keyPem">The private key, see <see cref="SoftwareSigningKey.FromPem"/>.</param>
    /// <param name="certificatePem">The signer's certificate; issuers may follow it.</param>
    /// <param name="chainPem">Further issuers; may be empty.</param>
    /// <param name="password">The key's password; empty for none. The caller clears it.</param>
    public static Answer<SigningCredential> FromPem(
        ReadOnlyMemory<byte> keyPem, ReadOnlyMemory<byte> certificatePem, ReadOnlyMemory<byte> chainPem, ReadOnlySpan<char> password)
    {
        List<Finding> findings = [];
        ImmutableArray<Certificate> certificates = CertificatesOf(certificatePem, findings);
        ImmutableArray<Certificate> issuers = CertificatesOf(chainPem, findings);
        return findings.Count > 0
            ? Answers.Refused<SigningCredential>([.. findings])
            : Pair(SoftwareSigningKey.FromPem(keyPem, password), certificates, issuers);
    }

    /// <summary>Reads a key and its certificates from a PKCS#12 file.</summary>
    /// <param name="pfx">The file.</param>
    /// <param name="password">Its password; empty for none. The caller clears it.</param>
    public static Answer<SigningCredential> FromPkcs12(ReadOnlyMemory<byte> pfx, ReadOnlySpan<char> password) => Pkcs12File.Read(pfx, password);

    /// <summary>Puts a key (from a token, for example) and its certificate together, and takes the key over when they belong together.</summary>
    /// <param name="key">The private key.</param>
    /// <param name="certificate">The certificate that was issued for it.</param>
    /// <param name="issuers">Certificates to look for the issuers in; those that are not above <paramref name="certificate"/> are left out.</param>
    public static Answer<SigningCredential> Create(ISigningKey key, Certificate certificate, IReadOnlyList<Certificate> issuers)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(issuers);
        if (!Belongs(key, certificate))
        {
            return Answers.Refused<SigningCredential>(KeyFindings.Mismatch(key.PublicKey, certificate.Subject));
        }

        if (key.PublicKey.Family == Algorithms.KeyFamily.Rsa && key.PublicKey.Bits < Limits.RsaBitsRecommended)
        {
            return Answers.Refused<SigningCredential>(KeyFindings.TooSmall(key.PublicKey.Bits));
        }

        ImmutableArray<Certificate> chain = Above(certificate, issuers);
        return chain.Length < Limits.BagCertificates
            ? Answers.Passed(TakeOver(key, certificate, chain))
            : Answers.Refused<SigningCredential>(KeyFindings.TooManyCertificates());
    }

    /// <summary>Whose credential it is, and the kind of key.</summary>
    public override string ToString() => $"{Certificate.Subject} ({Key.PublicKey})";

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();

    /// <summary>Finds the certificate of the key among several.</summary>
    internal static Answer<SigningCredential> Pair(
        Answer<SoftwareSigningKey> read, IReadOnlyList<Certificate> certificates, IReadOnlyList<Certificate> issuers)
    {
        if (!read.TryGetValue(out SoftwareSigningKey? key))
        {
            return Answers.Refused<SigningCredential>(read.Findings);
        }

        Certificate? own = certificates.FirstOrDefault(c => Belongs(key, c)) ?? (certificates.Count > 0 ? certificates[0] : null);
        Answer<SigningCredential> made = own is null
            ? Answers.Refused<SigningCredential>(KeyFindings.CertificateMissing())
            : Create(key, own, [.. certificates, .. issuers]);
        if (!made.Passed)
        {
            key.Dispose();
        }

        return made;
    }

    // The answer hands the credential to the caller, who disposes it.
    private static SigningCredential TakeOver(ISigningKey key, Certificate certificate, ImmutableArray<Certificate> chain) => new(key, certificate, chain);

    private static bool Belongs(ISigningKey key, Certificate certificate) => key.PublicKey.Encoded.Span.SequenceEqual(certificate.SubjectPublicKeyInfo.Span);

    // Upwards by name. Cross-signed issuers may stand side by side, so this is a walk over a set and not along a line.
    private static ImmutableArray<Certificate> Above(Certificate certificate, IReadOnlyList<Certificate> issuers)
    {
        List<Certificate> found = [certificate];
        for (int i = 0; i < found.Count; i++)
        {
            ReadOnlyMemory<byte> issuer = found[i].IssuerName;
            found.AddRange(issuers.Where(c => c.SubjectName.Span.SequenceEqual(issuer.Span)
                && !c.SubjectName.Span.SequenceEqual(c.IssuerName.Span)
                && found.TrueForAll(f => !f.Encoded.Span.SequenceEqual(c.Encoded.Span))).ToList());
        }

        return [.. found.Skip(1)];
    }

    private static ImmutableArray<Certificate> CertificatesOf(ReadOnlyMemory<byte> pem, List<Finding> findings)
    {
        if (pem.IsEmpty)
        {
            return [];
        }

        Answer<CertificateBundle> read = CertificateBundle.Read(pem);
        findings.AddRange(read.Findings.Where(static f => f.Severity == Severity.Error));
        return read.TryGetValue(out CertificateBundle? bundle) ? bundle.Certificates : [];
    }
}
