using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BenchmarkDotNet.Attributes;
using PluginSign.Certificates;

namespace PluginSign.Benchmarks;

/// <summary>A three-certificate path over P-256, warm: beside the two signature checks that it cannot do without, and beside the runtime's chain.</summary>
[MemoryDiagnoser]
public class PathBenchmarks
{
    private static readonly DateTimeOffset Time = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly PathRequirements CodeSigning = new() { Purpose = CertificatePurpose.CodeSigning };
    private static readonly PathRequirements Inhibited = new() { Purpose = CertificatePurpose.CodeSigning, InhibitAnyPolicy = true, InhibitPolicyMapping = true };

    private readonly BenchmarkPki _pki = BenchmarkPki.Create(BenchmarkChain.P256, Time);
    private readonly PathValidator _paths;
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;
    private readonly X509Certificate2 _signer;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _hash = SHA256.HashData([1, 2, 3]);
    private readonly byte[] _signature;
    private readonly PathValidator _hostile;
    private readonly Certificate _hostileSigner;
    private readonly Certificate[] _crossSigned;
    private readonly PathValidator _flooded;
    private readonly Certificate _floodSigner;
    private readonly Certificate[] _flood;

    public PathBenchmarks()
    {
        _paths = new PathValidator([_pki.Root], []);
        _root = X509CertificateLoader.LoadCertificate(_pki.Root.Encoded.Span);
        _intermediate = X509CertificateLoader.LoadCertificate(_pki.Intermediate.Encoded.Span);
        _signer = X509CertificateLoader.LoadCertificate(_pki.Signer.Encoded.Span);
        _signature = _key.SignHash(_hash, DSASignatureFormat.Rfc3279DerSequence);
        _hostile = new PathValidator([_pki.Root], []);
        (_hostileSigner, _crossSigned) = CrossSigned(15);
        (Certificate floodRoot, _floodSigner, _flood) = Flood();
        _flooded = new PathValidator([floodRoot], []);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _root.Dispose();
        _intermediate.Dispose();
        _signer.Dispose();
        _key.Dispose();
    }

    [Benchmark(Baseline = true)]
    public bool TwoSignatureChecks()
        => _key.VerifyHash(_hash, _signature, DSASignatureFormat.Rfc3279DerSequence) & _key.VerifyHash(_hash, _signature, DSASignatureFormat.Rfc3279DerSequence);

    [Benchmark]
    public bool PathValidate()
        => _paths.ValidateAllowingRevoked(_pki.Signer, [_pki.Intermediate], Time, CodeSigning).Answer.Passed ? true : throw new InvalidOperationException();

    [Benchmark]
    public bool PathValidateWithPolicyInputs()
        => _paths.ValidateAllowingRevoked(_pki.Signer, [_pki.Intermediate], Time, Inhibited).Answer.Passed ? true : throw new InvalidOperationException();

    [Benchmark]
    public bool X509ChainBuild()
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_root);
        chain.ChainPolicy.ExtraStore.Add(_intermediate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = Time.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.3"));
        return chain.Build(_signer) ? true : throw new InvalidOperationException();
    }

    [Benchmark]
    public bool TwoHundredCrossSigned()
        => _hostile.ValidateAllowingRevoked(_hostileSigner, _crossSigned, Time, CodeSigning).Answer.Passed ? throw new InvalidOperationException() : true;

    [Benchmark]
    public bool NameConstraintFlood()
        => _flooded.ValidateAllowingRevoked(_floodSigner, _flood, Time, CodeSigning).Answer.Passed ? throw new InvalidOperationException() : true;

    // Four CAs and a signer, each with as many long names and constraints as a certificate holds.
    private static (Certificate Root, Certificate Signer, Certificate[] Others) Flood()
    {
        string[] names = [.. Enumerable.Range(0, 110).Select(static i => string.Join('.', Enumerable.Repeat(new string('a', 61), 4))[..240] + $"{i:D5}.test")];
        AsnWriter constraints = new(AsnEncodingRules.DER);
        using (constraints.PushSequence())
        using (constraints.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
        {
            foreach (string name in names)
            {
                using (constraints.PushSequence())
                {
                    constraints.WriteCharacterString(UniversalTagNumber.IA5String, "b" + name[1..], new Asn1Tag(TagClass.ContextSpecific, 2));
                }
            }
        }

        SubjectAlternativeNameBuilder alternatives = new();
        foreach (string name in names)
        {
            alternatives.AddDnsName(name);
        }

        X509Extension[] extensions = [alternatives.Build(), new("2.5.29.30", constraints.Encode(), critical: true)];
        ECDsa[] keys = [.. Enumerable.Range(0, 8).Select(static _ => ECDsa.Create(ECCurve.NamedCurves.nistP256))];
        Certificate root = Issue("CN=Flood 0", keys[0], "CN=Flood 0", keys[0], isCa: true);
        Certificate[] others = [.. Enumerable.Range(1, 6).Select(i => Issue($"CN=Flood {i}", keys[i], $"CN=Flood {i - 1}", keys[i - 1], isCa: true, extensions))];
        return (root, Issue("CN=Signer", keys[7], "CN=Flood 6", keys[6], isCa: false, extensions[0]), others);
    }

    // Each of the CAs signed by each of the others: every order of them is a path, and none leads to the anchor.
    private static (Certificate Signer, Certificate[] Others) CrossSigned(int count)
    {
        ECDsa[] keys = [.. Enumerable.Range(0, count).Select(static _ => ECDsa.Create(ECCurve.NamedCurves.nistP256))];
        List<Certificate> others = [];
        for (int subject = 0; subject < count; subject++)
        {
            for (int issuer = 0; issuer < count; issuer++)
            {
                if (issuer != subject)
                {
                    others.Add(Issue($"CN=Cross {subject}", keys[subject], $"CN=Cross {issuer}", keys[issuer], isCa: true));
                }
            }
        }

        return (Issue("CN=Signer", keys[0], "CN=Cross 0", keys[0], isCa: false), [.. others]);
    }

    private static Certificate Issue(string subject, ECDsa key, string issuer, ECDsa issuerKey, bool isCa, params X509Extension[] extensions)
    {
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isCa, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isCa ? X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.DigitalSignature, critical: true));
        if (!isCa)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], critical: false));
        }

        foreach (X509Extension extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        using X509Certificate2 certificate = request.Create(
            new X500DistinguishedName(issuer), X509SignatureGenerator.CreateForECDsa(issuerKey), Time.AddYears(-1), Time.AddYears(1), RandomNumberGenerator.GetBytes(8));
        return Certificate.Read(certificate.RawData).TryGetValue(out Certificate? read) ? read : throw new InvalidOperationException();
    }
}
