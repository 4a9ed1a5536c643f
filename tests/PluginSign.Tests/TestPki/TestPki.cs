namespace PluginSign.Tests;

/// <summary>A whole trust world in memory: root, intermediate, code signer, timestamp signer, each with its private key.</summary>
/// <remarks>
/// <code>
/// TestPki pki = TestPki.Create("Acme");
/// IssuedCertificate expired = pki.IssueSigner(t => t with { NotAfter = TestPki.ValidationTime.AddDays(-1) });
/// IssuedCertificate subCa = pki.IssueCa("CN=Sub CA", t => t with { PathLength = 0 }, issuer: pki.Root);
/// </code>
/// </remarks>
internal sealed class TestPki
{
    private readonly Lazy<IssuedCertificate> _timestampSigner;

    private TestPki(string name, Func<TestKey> newKey, IssuedCertificate root, IssuedCertificate intermediate, IssuedCertificate signer)
    {
        Name = name;
        Root = root;
        Intermediate = intermediate;
        Signer = signer;
        _timestampSigner = new Lazy<IssuedCertificate>(
            () => (CertificateTemplate.TimestampSigner($"CN={name} Timestamp Signer, O={name}") with { Key = newKey() }).Issue(intermediate));
    }

    /// <summary>The time for which tests validate; no test reads a clock.</summary>
    public static DateTimeOffset ValidationTime { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public string Name { get; }

    /// <summary>Self-signed; the trust anchor.</summary>
    public IssuedCertificate Root { get; }

    /// <summary>Below the root, path length 0.</summary>
    public IssuedCertificate Intermediate { get; }

    /// <summary>Below the intermediate: a code signer that satisfies the strict profile.</summary>
    public IssuedCertificate Signer { get; }

    /// <summary>Below the intermediate: RFC 3161, 2.3.</summary>
    public IssuedCertificate TimestampSigner => _timestampSigner.Value;

    /// <summary>Signer, intermediate and root in PEM.</summary>
    public string ChainPem => string.Join('\n', Signer.Pem, Intermediate.Pem, Root.Pem) + "\n";

    /// <summary>A trust world with P-256 keys, or with keys that <paramref name="newKey"/> makes.</summary>
    public static TestPki Create(string name = "Acme", Func<TestKey>? newKey = null)
    {
        Func<TestKey> make = newKey ?? TestKey.P256;
        IssuedCertificate root = (CertificateTemplate.Ca($"CN={name} Root, O={name}") with { Key = make() }).Issue();
        IssuedCertificate intermediate = (CertificateTemplate.Ca($"CN={name} Plugin CA, O={name}", pathLength: 0) with { Key = make() }).Issue(root);
        IssuedCertificate signer = (CertificateTemplate.CodeSigner($"CN={name} Plugins Signer 2026, O={name}") with { Key = make() }).Issue(intermediate);
        return new TestPki(name, make, root, intermediate, signer);
    }

    /// <summary>A code signer with one thing changed; below the intermediate unless another issuer is given.</summary>
    public IssuedCertificate IssueSigner(Func<CertificateTemplate, CertificateTemplate>? change = null, IssuedCertificate? issuer = null)
        => Issue(CertificateTemplate.CodeSigner($"CN={Name} Other Signer, O={Name}"), change, issuer ?? Intermediate);

    /// <summary>A CA with one thing changed; below the root unless another issuer is given.</summary>
    public IssuedCertificate IssueCa(string subject, Func<CertificateTemplate, CertificateTemplate>? change = null, IssuedCertificate? issuer = null)
        => Issue(CertificateTemplate.Ca(subject), change, issuer ?? Root);

    /// <summary>Anything, below anyone; without an issuer it signs itself.</summary>
    public static IssuedCertificate Issue(
        CertificateTemplate template, Func<CertificateTemplate, CertificateTemplate>? change = null, IssuedCertificate? issuer = null)
        => (change is null ? template : change(template)).Issue(issuer);
}
