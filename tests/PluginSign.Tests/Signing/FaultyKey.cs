using PluginSign.Algorithms;
using PluginSign.Signing;

namespace PluginSign.Tests.Signing;

/// <summary>A key that signs something else than it was asked to.</summary>
internal sealed class FaultyKey(ISigningKey inner) : ISigningKey
{
    public PublicKey PublicKey => inner.PublicKey;

    public byte[] Sign(SignatureScheme scheme, ReadOnlySpan<byte> data) => inner.Sign(scheme, [.. data, 0]);

    public void Dispose()
    {
        // The inner key is the test's.
    }
}
