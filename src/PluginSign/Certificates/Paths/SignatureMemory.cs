using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PluginSign.Algorithms;

namespace PluginSign.Certificates;

/// <summary>
/// Signatures that were found right, so that the chain which a thousand plugins share is computed once. It remembers this bit alone: times, constraints, policies and
/// revocation are judged anew each time.
/// </summary>
/// <remarks>
/// Keyed by the SHA-256 of everything that the computation depends on: key, scheme, signed bytes and signature, each with its length, so that no two questions share an
/// answer. Only right ones are remembered: a wrong one costs its computation each time, and nobody can make one right by asking often. For several threads; when it is
/// full, the oldest go, so that a flood costs time and never memory.
/// </remarks>
internal sealed class SignatureMemory(int capacity = Limits.RememberedSignatures)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Key> _right = [];
    private readonly Queue<Key> _oldestFirst = new();

    /// <summary>How many are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _right.Count;
            }
        }
    }

    /// <summary>Whether the signature is the key's over the bytes: as <see cref="PublicKey.Verify"/> says, now or before.</summary>
    public bool Verify(PublicKey key, SignatureScheme scheme, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        Key question = Key.Of(key, scheme, signed, signature);
        return Knows(question) || (key.Verify(scheme, signed, signature) && Remember(question));
    }

    /// <summary>Whether <see cref="Verify"/> would compute nothing.</summary>
    public bool Knows(PublicKey key, SignatureScheme scheme, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) => Knows(Key.Of(key, scheme, signed, signature));

    private bool Knows(Key question)
    {
        lock (_lock)
        {
            return _right.Contains(question);
        }
    }

    private bool Remember(Key question)
    {
        lock (_lock)
        {
            if (_right.Add(question))
            {
                _oldestFirst.Enqueue(question);
                if (_right.Count > capacity)
                {
                    _right.Remove(_oldestFirst.Dequeue());
                }
            }
        }

        return true;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(ulong A, ulong B, ulong C, ulong D)
    {
        public static Key Of(PublicKey key, SignatureScheme scheme, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Append(hash, key.Encoded.Span);
            Append(hash, [(byte)scheme.Family, (byte)scheme.Digest, scheme.IsPss ? (byte)1 : (byte)0]);
            Append(hash, signed);
            Append(hash, signature);
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            hash.GetHashAndReset(digest);
            return new Key(
                BinaryPrimitives.ReadUInt64LittleEndian(digest),
                BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(digest[16..]),
                BinaryPrimitives.ReadUInt64LittleEndian(digest[24..]));
        }

        private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
            hash.AppendData(length);
            hash.AppendData(part);
        }
    }
}
