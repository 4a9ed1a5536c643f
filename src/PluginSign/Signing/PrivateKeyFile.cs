using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Signing;

/// <summary>Reads private keys: PEM files and the PKCS#8 inside them and inside PKCS#12.</summary>
internal static class PrivateKeyFile
{
    private const int Ed25519Bytes = 32;
    private const string Plain = "PRIVATE KEY";
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";
    private const string Sec1 = "EC PRIVATE KEY";
    private const string Pkcs1 = "RSA PRIVATE KEY";

    public static Answer<SoftwareSigningKey> Read(ReadOnlySpan<byte> pem, ReadOnlySpan<char> password)
    {
        if (pem.Length > Limits.KeyFileBytes)
        {
            return Refused(KeyFindings.TooLarge(pem.Length));
        }

        // RFC 1421 headers: OpenSSL's old encryption, whose key derivation is one round of MD5.
        if (pem.IndexOf("Proc-Type: 4,ENCRYPTED"u8) >= 0)
        {
            return Refused(KeyFindings.Malformed("a key encrypted in OpenSSL's old way"));
        }

        IReadOnlyList<PemBlock> blocks = PemBlock.ReadAll(pem);
        try
        {
            List<PemBlock> keys = blocks.Where(static b => b.Label is Plain or Encrypted or Sec1 or Pkcs1).ToList();
            return keys.Count switch
            {
                0 => Refused(KeyFindings.Missing(blocks.Count == 0 ? "no PEM at all" : string.Join(", ", blocks.Select(static b => b.Label)))),
                1 => ReadBlock(keys[0], password),
                _ => Refused(KeyFindings.Repeated(keys.Count)),
            };
        }
        finally
        {
            foreach (PemBlock block in blocks)
            {
                block.Dispose();
            }
        }
    }

    /// <summary>Reads a PrivateKeyInfo (RFC 5958, 2).</summary>
    public static Answer<SoftwareSigningKey> ReadPkcs8(ReadOnlyMemory<byte> pkcs8)
    {
        try
        {
            AsnReader info = new AsnReader(pkcs8, AsnEncodingRules.BER).ReadSequence();
            info.ReadIntegerBytes();
            string oid = info.ReadSequence().ReadObjectIdentifier();
            return oid switch
            {
                Oids.EcPublicKey => Import(ECDsa.Create, pkcs8.Span, static (key, bytes) => key.ImportPkcs8PrivateKey(bytes, out _)),
                Oids.RsaEncryption => Import(RSA.Create, pkcs8.Span, static (key, bytes) => key.ImportPkcs8PrivateKey(bytes, out _)),
                Oids.Ed25519 => ReadEd25519(AsnDecoder.ReadOctetString(info.ReadOctetString(), AsnEncodingRules.BER, out _), ReadPublicKey(info)),
                Oids.MlDsa44 or Oids.MlDsa65 or Oids.MlDsa87 => ReadMlDsa(MlDsa.FromOid(oid), info.ReadOctetString(), ReadPublicKey(info)),
                _ => Refused(KeyFindings.Unsupported($"algorithm {oid}")),
            };
        }
        catch (AsnContentException)
        {
            return Refused(KeyFindings.Malformed("something that is no PKCS#8"));
        }
    }

    /// <summary>Reads an EncryptedPrivateKeyInfo (RFC 5958, 3).</summary>
    public static Answer<SoftwareSigningKey> ReadEncrypted(ReadOnlyMemory<byte> encrypted, ReadOnlySpan<char> password)
    {
        if (KeyDerivation.Refusal(encrypted) is { } refusal)
        {
            return Refused(refusal);
        }

        byte[] pkcs8;
        try
        {
            pkcs8 = Pkcs8PrivateKeyInfo.DecryptAndDecode(password, encrypted, out _).Encode();
        }
        catch (CryptographicException)
        {
            return Refused(KeyFindings.PasswordWrong());
        }

        try
        {
            return ReadPkcs8(pkcs8);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    // RFC 5958, 2: attributes [0], then publicKey [1]; empty when there is none.
    private static byte[] ReadPublicKey(AsnReader info)
    {
        Asn1Tag tag = new(TagClass.ContextSpecific, 1);
        while (info.HasData)
        {
            if (info.PeekTag().HasSameClassAndValue(tag))
            {
                return info.ReadBitString(out _, tag);
            }

            info.ReadEncodedValue();
        }

        return [];
    }

    // RFC 8410, 7: a public key that stands beside the seed is the seed's.
    private static Answer<SoftwareSigningKey> ReadEd25519(byte[] seed, byte[] publicKey)
    {
        Answer<SoftwareSigningKey> read = SoftwareSigningKey.OfEd25519(seed);
        if (publicKey.Length == 0 || !read.TryGetValue(out SoftwareSigningKey? key) || (publicKey.Length == Ed25519Bytes && key.PublicKey.Encoded.Span.EndsWith(publicKey)))
        {
            return read;
        }

        key.Dispose();
        return Refused(KeyFindings.Contradictory(KeyFamily.Ed25519, "the public key in the file is not the private key's", "the public key that belongs to the seed (RFC 8410, 7)"));
    }

    private static Answer<SoftwareSigningKey> ReadMlDsa(KeyFamily family, byte[] octets, byte[] publicKey)
    {
        try
        {
            Answer<MlDsaPrivateKey> read = MlDsaPrivateKey.Read(family, octets);
            if (!read.TryGetValue(out MlDsaPrivateKey? key))
            {
                return Answers.Refused<SoftwareSigningKey>(read.Findings);
            }

            if (publicKey.Length > 0 && (publicKey.Length != MlDsa.PublicKeyBytes(family) || !key.SubjectPublicKeyInfo().AsSpan().EndsWith(publicKey)))
            {
                key.Dispose();
                return Refused(KeyFindings.Contradictory(family, "the public key in the file is not the private key's"));
            }

            return SoftwareSigningKey.OfMlDsa(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(octets);
        }
    }

    private static Answer<SoftwareSigningKey> ReadBlock(PemBlock block, ReadOnlySpan<char> password) => block.Label switch
    {
        Encrypted when password.IsEmpty => Refused(KeyFindings.PasswordNeeded()),
        Encrypted => ReadEncrypted(block.Bytes, password),
        Sec1 => Import(ECDsa.Create, block.Bytes.Span, static (key, bytes) => key.ImportECPrivateKey(bytes, out _)),
        Pkcs1 => Import(RSA.Create, block.Bytes.Span, static (key, bytes) => key.ImportRSAPrivateKey(bytes, out _)),
        _ => ReadPkcs8(block.Bytes),
    };

    private static Answer<SoftwareSigningKey> Import<T>(Func<T> create, ReadOnlySpan<byte> bytes, Action<T, ReadOnlySpan<byte>> import)
        where T : AsymmetricAlgorithm
    {
        T key = create();
        try
        {
            import(key, bytes);
            return SoftwareSigningKey.Of(key);
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return Refused(KeyFindings.Malformed("a key that cannot be imported"));
        }
    }

    private static Answer<SoftwareSigningKey> Refused(Finding finding) => Answers.Refused<SoftwareSigningKey>(finding);
}
