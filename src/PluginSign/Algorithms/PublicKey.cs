using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using PluginSign.Findings;

namespace PluginSign.Algorithms;

/// <summary>A SubjectPublicKeyInfo (RFC 5280, 4.1) whose kind and size are acceptable. The imported key is kept: importing costs more than verifying.</summary>
/// <remarks>Immutable and safe for several threads.</remarks>
public sealed class PublicKey
{
    private readonly Lazy<AsymmetricAlgorithm> _imported;
    private readonly Ed25519PublicKeyParameters? _ed25519;
    private readonly MLDsaPublicKeyParameters? _mlDsa;
    private ReadOnlyMemory<byte> _certificate; // the certificate that the key stands in, if any; set before anybody else has the key
    private readonly (DigestAlgorithm Digest, byte[] Key)? _pss; // a key for RSASSA-PSS alone, and the digest that it is bound to, if any

    private PublicKey(KeyFamily family, int bits, string curveName, ReadOnlyMemory<byte> encoded, Ed25519PublicKeyParameters? ed25519)
    {
        Family = family;
        Bits = bits;
        CurveName = curveName;
        Encoded = encoded;
        _ed25519 = ed25519;
        _imported = new Lazy<AsymmetricAlgorithm>(Import);
    }

    private PublicKey(KeyFamily family, ReadOnlyMemory<byte> encoded, MLDsaPublicKeyParameters mlDsa)
        : this(family, MlDsa.PublicKeyBytes(family) * 8, string.Empty, encoded, null)
    {
        _mlDsa = mlDsa;
    }

    private PublicKey(PublicKey rsa, DigestAlgorithm digest, byte[] key)
        : this(rsa.Family, rsa.Bits, rsa.CurveName, rsa.Encoded, null)
    {
        _pss = (digest, key);
    }

    /// <summary>The kind of key.</summary>
    public KeyFamily Family { get; }

    /// <summary>Bits of the modulus or of the curve; of ML-DSA, bits of the encoded key.</summary>
    public int Bits { get; }

    /// <summary>The DER of the SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    internal string CurveName { get; }

    /// <summary>What a person calls the key: <c>ECDSA P-256</c>, <c>RSA 3072</c>, <c>Ed25519</c>, <c>ML-DSA-65</c>.</summary>
    public override string ToString() => Family switch
    {
        KeyFamily.Ecdsa => $"ECDSA P-{Bits.ToString(CultureInfo.InvariantCulture)}",
        KeyFamily.Rsa => $"RSA {Bits.ToString(CultureInfo.InvariantCulture)}",
        KeyFamily.Ed25519 or KeyFamily.MlDsa44 or KeyFamily.MlDsa65 or KeyFamily.MlDsa87 or KeyFamily.None => Family.Name(),
    };

    /// <summary>Reads one DER SubjectPublicKeyInfo and judges kind and size; the key itself is imported when it is first used.</summary>
    /// <param name="subjectPublicKeyInfo">The DER. It is kept, not copied: the caller must not change it.</param>
    public static Answer<PublicKey> Read(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        try
        {
            AsnReader outer = new(subjectPublicKeyInfo, AsnEncodingRules.DER);
            AsnReader info = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            AsnReader algorithm = info.ReadSequence();
            string oid = algorithm.ReadObjectIdentifier();
            ReadOnlyMemory<byte> parameters = algorithm.HasData ? algorithm.ReadEncodedValue() : default;
            algorithm.ThrowIfNotEmpty();
            byte[] key = info.ReadBitString(out int unused);
            info.ThrowIfNotEmpty();
            if (unused != 0)
            {
                return Malformed("the key's bit string has unused bits");
            }

            return oid switch
            {
                Oids.RsaEncryption => ReadRsa(subjectPublicKeyInfo, parameters, key),
                Oids.RsaPss => ReadRsaPss(subjectPublicKeyInfo, parameters, key),
                Oids.EcPublicKey => ReadEc(subjectPublicKeyInfo, parameters, key),
                Oids.Ed25519 => ReadEd25519(subjectPublicKeyInfo, parameters, key),
                Oids.MlDsa44 or Oids.MlDsa65 or Oids.MlDsa87 => ReadMlDsa(MlDsa.FromOid(oid), subjectPublicKeyInfo, parameters, key),
                _ => Unsupported(oid is Oids.Dsa ? "DSA, which FIPS 186-5 has withdrawn" : $"algorithm {oid}"),
            };
        }
        catch (AsnContentException e)
        {
            return Malformed(e.Message);
        }
    }

    /// <summary>The same for the key of a certificate, which is imported sooner from there.</summary>
    /// <param name="subjectPublicKeyInfo">The DER, as <see cref="Read"/> takes it.</param>
    /// <param name="certificate">The DER of the certificate that it stands in.</param>
    internal static Answer<PublicKey> ReadIn(ReadOnlyMemory<byte> subjectPublicKeyInfo, ReadOnlyMemory<byte> certificate)
    {
        Answer<PublicKey> read = Read(subjectPublicKeyInfo);
        if (read.TryGetValue(out PublicKey? key))
        {
            key._certificate = certificate;
        }

        return read;
    }

    /// <summary>Whether <paramref name="signature"/> is a signature of <paramref name="data"/> under this key. A scheme for another kind of key is no signature.</summary>
    internal bool Verify(SignatureScheme scheme, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (scheme.Family != Family || (_pss is { } pss && (!scheme.IsPss || (pss.Digest != DigestAlgorithm.None && pss.Digest != scheme.Digest))))
        {
            return false;
        }

        try
        {
            return Family switch
            {
                KeyFamily.Ecdsa => ((ECDsa)_imported.Value).VerifyHash(scheme.Digest.Hash(data), signature, DSASignatureFormat.Rfc3279DerSequence),
                // RFC 8017, 8.1.2 and 8.2.2, step 1: as long as the modulus. OpenSSL takes a PSS signature without its leading zeros, which would be a second encoding of it.
                KeyFamily.Rsa => signature.Length == (Bits + 7) / 8 && ((RSA)_imported.Value).VerifyHash(scheme.Digest.Hash(data), signature, scheme.Digest.HashName(), scheme.RsaPadding),
                KeyFamily.Ed25519 => VerifyEd25519(data, signature),
                KeyFamily.MlDsa44 or KeyFamily.MlDsa65 or KeyFamily.MlDsa87 => _mlDsa is not null && MlDsa.Verify(Family, _mlDsa, data, signature),
                KeyFamily.None => false,
            };
        }
        catch (CryptographicException)
        {
            return false; // a point off the curve, a signature that is no DER: hostile input, and the answer is no
        }
    }

    private bool VerifyEd25519(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Ed25519PrivateKeyParameters.SignatureSize || _ed25519 is null)
        {
            return false;
        }

        Ed25519Signer verifier = new();
        verifier.Init(forSigning: false, _ed25519);
        verifier.BlockUpdate(data);
        return verifier.VerifySignature(signature.ToArray());
    }

    // On P-256 that computation is cheap, and reading a certificate is not.
    private const int CheapCurveBits = 256;

    // Importing a SubjectPublicKeyInfo computes n times Q twice, each as dear as a verification. The named curves have cofactor 1, so that a point on the curve that is not
    // infinity is of the right order (SP 800-56A rev. 3, 5.6.2.3.4), and that is what reading a certificate's key checks. It must be the very key that was read here.
    private ECDsa? ImportFromCertificate()
    {
        if (_certificate.IsEmpty || Bits == CheapCurveBits)
        {
            return null;
        }

        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(_certificate.Span);
            if (certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(Encoded.Span))
            {
                return certificate.GetECDsaPublicKey(); // null where the key is for no signatures
            }
        }
        catch (CryptographicException)
        {
            // the other way says no as well, or knows more
        }

        return null;
    }

    private AsymmetricAlgorithm Import()
    {
        if (Family == KeyFamily.Ecdsa && ImportFromCertificate() is { } read)
        {
            return read;
        }

        AsymmetricAlgorithm key = Family == KeyFamily.Ecdsa ? ECDsa.Create() : RSA.Create();
        try
        {
            if (_pss is { } pss)
            {
                ((RSA)key).ImportRSAPublicKey(pss.Key, out _); // .NET knows the key itself, not its identifier
            }
            else
            {
                key.ImportSubjectPublicKeyInfo(Encoded.Span, out _);
            }

            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw;
        }
    }

    // RFC 3279, 2.3.1: the modulus and the public exponent; parameters MUST be NULL.
    private static Answer<PublicKey> ReadRsa(ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> parameters, byte[] key)
        => parameters.Span.SequenceEqual((ReadOnlySpan<byte>)[0x05, 0x00]) ? ReadRsa(encoded, key) : Malformed("the RSA key's parameters are not NULL");

    // RFC 4055, 1.2: a key for RSASSA-PSS and nothing else. Its parameters, where there are any, bind what it signs: the digest, and the least salt.
    private static Answer<PublicKey> ReadRsaPss(ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> parameters, byte[] key)
    {
        DigestAlgorithm digest = SignatureScheme.ReadPssParameters(parameters, out int saltLength);
        if (!parameters.IsEmpty && (digest == DigestAlgorithm.None || saltLength < 0 || saltLength > digest.Size()))
        {
            return Unsupported("an RSASSA-PSS key that is bound to other parameters than SHA-256, SHA-384 or SHA-512 with MGF1 of the same and a salt no longer than the digest");
        }

        Answer<PublicKey> read = ReadRsa(encoded, key);
        return read.TryGetValue(out PublicKey? rsa) ? Answers.Passed(new PublicKey(rsa, digest, key), read.Findings) : read;
    }

    private static Answer<PublicKey> ReadRsa(ReadOnlyMemory<byte> encoded, byte[] key)
    {
        AsnReader outer = new(key, AsnEncodingRules.DER);
        AsnReader rsa = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        ReadOnlySpan<byte> modulus = rsa.ReadIntegerBytes().Span;
        ReadOnlySpan<byte> exponent = rsa.ReadIntegerBytes().Span;
        rsa.ThrowIfNotEmpty();
        int bits = BitLength(modulus);
        int exponentBits = BitLength(exponent);
        if ((modulus[0] & 0x80) != 0 || (exponent[0] & 0x80) != 0 || (modulus[^1] & 1) == 0 || (exponent[^1] & 1) == 0 || exponentBits < 2)
        {
            return Malformed("the RSA modulus or exponent is negative, even or 1");
        }

        if (bits > Limits.RsaBitsMost || exponentBits > Limits.RsaExponentBitsMost)
        {
            return Unsupported($"RSA with {bits} bits and an exponent of {exponentBits} bits");
        }

        string text = $"{bits} bits";
        if (bits < Limits.RsaBitsLeast)
        {
            return Answers.Refused<PublicKey>(Finding.Error(
                FindingCode.KeyTooSmall,
                "the RSA key is too small",
                $"{Limits.RsaBitsRecommended} bits or more ({Limits.RsaBitsLeast} at least)",
                text));
        }

        PublicKey accepted = new(KeyFamily.Rsa, bits, string.Empty, encoded, null);
        return bits >= Limits.RsaBitsRecommended
            ? Answers.Passed(accepted)
            : Answers.Passed(accepted, Finding.Warning(
                FindingCode.KeySmall,
                "the RSA key is small",
                $"{Limits.RsaBitsRecommended} bits or more",
                text,
                "move to ECDSA P-256, or RSA of 3072 bits or more"));
    }

    // RFC 5480, 2.1.1: namedCurve only; explicit parameters let an attacker choose the generator (CVE-2020-0601).
    private static Answer<PublicKey> ReadEc(ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> parameters, byte[] key)
    {
        if (parameters.IsEmpty)
        {
            return Malformed("the EC key names no curve");
        }

        AsnReader reader = new(parameters, AsnEncodingRules.DER);
        if (!reader.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier))
        {
            return Answers.Refused<PublicKey>(Finding.Error(
                FindingCode.ExplicitCurve,
                "the EC key brings its own curve parameters",
                "a named curve: P-256, P-384 or P-521",
                "explicit parameters"));
        }

        string curve = reader.ReadObjectIdentifier();
        reader.ThrowIfNotEmpty();
        (int bits, string name) = curve switch
        {
            Oids.NistP256 => (256, "p256"),
            Oids.NistP384 => (384, "p384"),
            Oids.NistP521 => (521, "p521"),
            _ => (0, string.Empty),
        };
        if (bits == 0)
        {
            return Unsupported($"curve {curve}");
        }

        // SEC 1, 2.3.3: an uncompressed point.
        int coordinate = (bits + 7) / 8;
        return key.Length == 1 + (2 * coordinate) && key[0] == 0x04
            ? Answers.Passed(new PublicKey(KeyFamily.Ecdsa, bits, name, encoded, null))
            : Malformed("the EC point is not an uncompressed point of its curve's size");
    }

    // RFC 8410, 3: parameters MUST be absent.
    private static Answer<PublicKey> ReadEd25519(ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> parameters, byte[] key)
    {
        if (!parameters.IsEmpty || key.Length != Ed25519PublicKeyParameters.KeySize)
        {
            return Malformed("the Ed25519 key has parameters or a wrong length");
        }

        // A point of small order verifies signatures of anything.
        if (!Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.ValidatePublicKeyFull(key, 0))
        {
            return Malformed("the Ed25519 key is not a point of the prime-order group");
        }

        return Answers.Passed(new PublicKey(KeyFamily.Ed25519, 256, string.Empty, encoded, new Ed25519PublicKeyParameters(key, 0)));
    }

    // RFC 9881, 2 and 4: parameters MUST be absent, and the bit string is the raw key.
    private static Answer<PublicKey> ReadMlDsa(KeyFamily family, ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> parameters, byte[] key)
        => parameters.IsEmpty && key.Length == MlDsa.PublicKeyBytes(family)
            ? Answers.Passed(new PublicKey(family, encoded, MlDsa.Import(family, key)))
            : Malformed($"an {family.Name()} key with parameters or of a wrong length");

    private static int BitLength(ReadOnlySpan<byte> magnitude)
    {
        int start = 0;
        while (start < magnitude.Length - 1 && magnitude[start] == 0)
        {
            start++;
        }

        return ((magnitude.Length - start) * 8) - (System.Numerics.BitOperations.LeadingZeroCount(magnitude[start]) - 24);
    }

    private static Answer<PublicKey> Malformed(string actual) => Answers.Refused<PublicKey>(Finding.Error(
        FindingCode.KeyMalformed, "the public key is malformed", "a SubjectPublicKeyInfo (RFC 5280, 4.1)", actual));

    private static Answer<PublicKey> Unsupported(string actual) => Answers.Refused<PublicKey>(Finding.Error(
        FindingCode.KeyUnsupported,
        "this kind of public key is not supported",
        "ECDSA P-256, P-384 or P-521, RSA of 2048 to 8192 bits, Ed25519, or ML-DSA",
        actual));
}
