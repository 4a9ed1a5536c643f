using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PublicKey = PluginSign.Algorithms.PublicKey;

namespace PluginSign.Tests.Certificates;

/// <summary>A key of P-384 or P-521 that is imported from its certificate skips the check of the order (n times Q), which cofactor 1 makes needless, and no other: a point off the curve is no key.</summary>
public sealed class PointTests
{
    private static readonly TestPki Pki = TestPki.Create();

    public static TheoryData<string, string> Points
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string curve in (string[])["P-256", "P-384", "P-521"])
            {
                foreach (string point in (string[])["last bit", "first bit of y", "zero", "all ones", "x alone"])
                {
                    all.Add(curve, point);
                }
            }

            return all;
        }
    }

    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("P-521")]
    public void A_key_in_a_certificate_verifies_as_the_key_alone_does(string curve)
    {
        IssuedCertificate signer = Signer(curve);
        using ECDsa secret = ECDsa.Create();
        secret.ImportFromPem(signer.KeyPem);
        byte[] signature = secret.SignData([1, 2, 3], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        foreach (PublicKey key in (PublicKey[])[Value(signer.Certificate), Alone(signer.Certificate)])
        {
            Assert.True(key.Verify(Scheme, [1, 2, 3], signature));
            Assert.False(key.Verify(Scheme, [1, 2, 4], signature));
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void A_point_off_the_curve_is_refused_on_every_way(string curve, string point)
    {
        IssuedCertificate signer = Signer(curve);
        byte[] der = [.. signer.Certificate.Encoded.Span];
        byte[] honest = [.. signer.Certificate.SubjectPublicKeyInfo.Span];
        int size = curve switch { "P-256" => 32, "P-384" => 48, _ => 66 };
        int at = der.AsSpan().IndexOf(honest) + honest.Length - (2 * size);
        Spoil(der.AsSpan(at, 2 * size), point);

        // The system's own two ways to a key, on which ours rest: from the certificate, and from the key alone, as P-256 goes.
        Assert.ThrowsAny<CryptographicException>(() =>
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
            using ECDsa key = certificate.GetECDsaPublicKey() ?? throw new CryptographicException("no key");
        });
        Assert.ThrowsAny<CryptographicException>(() =>
        {
            using ECDsa key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(der.AsSpan(at - (honest.Length - (2 * size)), honest.Length), out _);
        });

        Assert.True(Certificate.Read(der).TryGetValue(out Certificate? spoilt));
        byte[] signature = [0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01];
        Assert.False(Value(spoilt).Verify(Scheme, [1, 2, 3], signature));
        Assert.False(Alone(spoilt).Verify(Scheme, [1, 2, 3], signature));
        Assert.False(new PathValidator([Pki.Root.Certificate], [Pki.Intermediate.Certificate])
            .ValidateAllowingRevoked(spoilt, [], TestPki.ValidationTime, Judging.CodeSigning).Answer.Passed);
    }

    private static SignatureScheme Scheme { get; } = new(KeyFamily.Ecdsa, DigestAlgorithm.Sha256, IsPss: false);

    private static IssuedCertificate Signer(string curve)
        => Pki.IssueSigner(t => t with { Key = curve switch { "P-256" => TestKey.P256(), "P-384" => TestKey.P384(), _ => TestKey.P521() } });

    private static void Spoil(Span<byte> point, string how)
    {
        switch (how)
        {
            case "last bit":
                point[^1] ^= 1;
                break;
            case "first bit of y":
                point[(point.Length / 2) + 1] ^= 0x80;
                break;
            case "zero":
                point.Clear();
                break;
            case "all ones":
                point.Fill(0xff);
                break;
            default:
                point[(point.Length / 2)..].Clear();
                break;
        }
    }

    private static PublicKey Value(Certificate certificate)
    {
        Assert.True(certificate.PublicKey.TryGetValue(out PublicKey? key));
        return key;
    }

    private static PublicKey Alone(Certificate certificate)
    {
        Assert.True(PublicKey.Read(certificate.SubjectPublicKeyInfo).TryGetValue(out PublicKey? key));
        return key;
    }
}
