using System.Collections.Immutable;
using PluginSign.Algorithms;

namespace PluginSign.Certificates.Revocation;

/// <summary>A signature that is asked about many times: whose it is does not change, and checking it costs as much as a certificate's.</summary>
/// <remarks>For several threads. It remembers the last few keys only, so that hostile ones do not make it grow.</remarks>
internal sealed class RememberedSignature(SignatureScheme? scheme, ReadOnlyMemory<byte> signed, ReadOnlyMemory<byte> signature)
{
    private const int Remembered = 8;

    private ImmutableArray<(ReadOnlyMemory<byte> Key, bool Valid)> _known = [];

    /// <summary>Whether it is of an algorithm that can be checked at all.</summary>
    public bool IsSupported => scheme is not null;

    /// <summary>The answer for this key when it is known already, else null.</summary>
    public bool? Known(PublicKey key)
    {
        foreach ((ReadOnlyMemory<byte> known, bool valid) in _known)
        {
            if (known.Span.SequenceEqual(key.Encoded.Span))
            {
                return valid;
            }
        }

        return null;
    }

    /// <summary>Whether it is this key's signature. A scheme that is not supported is nobody's.</summary>
    public bool Verify(PublicKey key)
    {
        bool valid = scheme is not null && key.Verify(scheme, signed.Span, signature.Span);
        ImmutableInterlocked.Update(
            ref _known, static (known, added) => [.. known.TakeLast(Remembered - 1), added], (key.Encoded, valid));
        return valid;
    }
}
