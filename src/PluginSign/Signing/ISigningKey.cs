using PluginSign.Algorithms;

namespace PluginSign.Signing;

/// <summary>A private key that can sign, wherever it lives: in memory, in a token, behind a service.</summary>
public interface ISigningKey : IDisposable
{
    /// <summary>The public half.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>Signs the data (not its digest). ECDSA signatures are the DER of RFC 3279, 2.2.3.</summary>
    /// <param name="scheme">A scheme of the key's family.</param>
    /// <param name="data">The bytes to sign.</param>
    /// <exception cref="ArgumentException">The scheme is for another kind of key.</exception>
    public byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> data);
}
