using System.Security.Cryptography;

namespace PluginSign.Tests.Examples;

/// <summary>What a cloud service offers for a key of its own: it signs digests and never shows the key.</summary>
public interface IKeyService
{
    /// <summary>The DER SubjectPublicKeyInfo of the key.</summary>
    public byte[] GetPublicKey(string keyName);

    /// <summary>ECDSA over the digest, in DER.</summary>
    public byte[] SignDigest(string keyName, HashAlgorithmName algorithm, byte[] digest);
}
