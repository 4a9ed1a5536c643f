using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Findings;
using PluginSign.Signing;

namespace PluginSign.Tests.Examples;

// sample: cloud key
/// <summary>A signing key that lives in a cloud service; PluginSigner uses it like any other.</summary>
public sealed class KmsSigningKey : ISigningKey
{
    private readonly IKeyService _service;
    private readonly string _keyName;

    public KmsSigningKey(IKeyService service, string keyName)
    {
        (_service, _keyName) = (service, keyName);
        Answer<PublicKey> read = PublicKey.Read(service.GetPublicKey(keyName));
        PublicKey = read.TryGetValue(out PublicKey? key) ? key : throw new CryptographicException(read.Findings[0].Message);
    }

    public PublicKey PublicKey { get; }

    public byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> data)
    {
        if (scheme.Family != PublicKey.Family || scheme.Family != KeyFamily.Ecdsa)
        {
            throw new ArgumentException($"the key is {PublicKey}", nameof(scheme));
        }

        // Only the digest leaves this machine. What comes back is verified by PluginSigner before anything is written.
        HashAlgorithmName algorithm = scheme.Digest.HashName();
        return _service.SignDigest(_keyName, algorithm, CryptographicOperations.HashData(algorithm, data));
    }

    public void Dispose()
    {
        // Nothing of the key is here.
    }
}

// sample: end
