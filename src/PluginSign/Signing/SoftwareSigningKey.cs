using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Findings;
using Curve = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace PluginSign.Signing;

/// <summary>A private key in this process' memory. Disposing clears what of it is ours.</summary>
/// <remarks>The key never appears in a text: not in <see cref="ToString"/>, a finding or an exception.</remarks>
public sealed class SoftwareSigningKey : ISigningKey
{
    private readonly AsymmetricAlgorithm? _key;
    private readonly byte[] _ed25519;
    private readonly MlDsaPrivateKey? _mlDsa;
    private bool _disposed;

    private SoftwareSigningKey(PublicKey publicKey, AsymmetricAlgorithm? key, byte[] ed25519, MlDsaPrivateKey? mlDsa = null)
    {
        _mlDsa = mlDsa;
        PublicKey = publicKey;
        _key = key;
        _ed25519 = ed25519;
    }

    /// <inheritdoc/>
    public PublicKey PublicKey { get; }

    /// <summary>Reads the one private key of a PEM file: PKCS#8 plain or encrypted, SEC 1 (<c>EC PRIVATE KEY</c>) or PKCS#1 (<c>RSA PRIVATE KEY</c>).</summary>
    /// <param name="pem">The file. The caller clears it.</param>
    /// <param name="password">The password of an encrypted key; empty for none. The caller clears it.</param>
    public static Answer<SoftwareSigningKey> FromPem(ReadOnlyMemory<byte> pem, ReadOnlySpan<char> password) => PrivateKeyFile.Read(pem.Span, password);

    /// <inheritdoc/>
    public byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> data)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (scheme.Family != PublicKey.Family)
        {
            throw new ArgumentException($"the key is {PublicKey}", nameof(scheme));
        }

        return _key switch
        {
            ECDsa ecdsa => ecdsa.SignData(data, scheme.Digest.HashName(), DSASignatureFormat.Rfc3279DerSequence),
            RSA rsa => rsa.SignHash(scheme.Digest.Hash(data), scheme.Digest.HashName(), scheme.RsaPadding),
            _ => _mlDsa is null ? SignEd25519(data) : _mlDsa.Sign(data),
        };
    }

    /// <summary>The kind of key, never the key.</summary>
    public override string ToString() => $"private key, {PublicKey}";

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _key?.Dispose();
        _mlDsa?.Dispose();
        CryptographicOperations.ZeroMemory(_ed25519);
    }

    /// <summary>Takes over an imported EC or RSA key; disposes it when it may not sign.</summary>
    internal static Answer<SoftwareSigningKey> Of(AsymmetricAlgorithm key)
    {
        if (key is RSA && key.KeySize < Limits.RsaBitsRecommended)
        {
            Finding small = KeyFindings.TooSmall(key.KeySize);
            key.Dispose();
            return Answers.Refused<SoftwareSigningKey>(small);
        }

        Answer<PublicKey> read = PublicKey.Read(key.ExportSubjectPublicKeyInfo());
        if (read.TryGetValue(out PublicKey? publicKey))
        {
            return Answers.Passed(TakeOver(publicKey, key, []));
        }

        key.Dispose();
        return Answers.Refused<SoftwareSigningKey>(KeyFindings.Unsupported(read.Findings[0].Actual ?? "another kind"));
    }

    /// <summary>Takes over an Ed25519 seed (RFC 8032, 5.1.5).</summary>
    internal static Answer<SoftwareSigningKey> OfEd25519(byte[] seed)
    {
        if (seed.Length != Curve.SecretKeySize)
        {
            return Answers.Refused<SoftwareSigningKey>(KeyFindings.Malformed($"an Ed25519 key of {seed.Length} bytes"));
        }

        byte[] point = new byte[Curve.PublicKeySize];
        Curve.GeneratePublicKey(seed, 0, point, 0);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Ed25519);
            }

            writer.WriteBitString(point);
        }

        return PublicKey.Read(writer.Encode()).TryGetValue(out PublicKey? publicKey)
            ? Answers.Passed(TakeOver(publicKey, null, seed))
            : Answers.Refused<SoftwareSigningKey>(KeyFindings.Malformed("an Ed25519 key without a public point"));
    }

    /// <summary>Takes over an ML-DSA key.</summary>
    internal static Answer<SoftwareSigningKey> OfMlDsa(MlDsaPrivateKey key)
    {
        try
        {
            if (PublicKey.Read(key.SubjectPublicKeyInfo()).TryGetValue(out PublicKey? publicKey))
            {
                return Answers.Passed(TakeOver(publicKey, key));
            }
        }
        catch (ArgumentException)
        {
            // BouncyCastle looks into expanded keys: this one is none
        }

        key.Dispose();
        return Answers.Refused<SoftwareSigningKey>(KeyFindings.Malformed("an ML-DSA key that cannot be imported"));
    }

    // The answer hands the key to the caller, who disposes it.
    private static SoftwareSigningKey TakeOver(PublicKey publicKey, MlDsaPrivateKey key) => new(publicKey, null, [], key);

    private static SoftwareSigningKey TakeOver(PublicKey publicKey, AsymmetricAlgorithm? key, byte[] ed25519) => new(publicKey, key, ed25519);

    private byte[] SignEd25519(ReadOnlySpan<byte> data)
    {
        byte[] message = data.ToArray();
        byte[] signature = new byte[Curve.SignatureSize];
        Curve.Sign(_ed25519, 0, message, 0, message.Length, signature, 0);
        return signature;
    }
}
