using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using PluginSign.Algorithms;

namespace PluginSign.Signing;

/// <summary>Whether the parts of an expanded ML-DSA private key belong together (FIPS 204, algorithms 6 and 24): rho, K, tr, s1, s2, t0.</summary>
/// <remarks>BouncyCastle signs with any parts. t = A s1 + s2 is made again here, because nothing else tells whether t0 is its lower half.</remarks>
internal static class MlDsaExpandedKey
{
    private const int Modulus = 8_380_417;
    private const int Degree = 256;
    private const int LowBits = 13;
    private const int RootOfUnity = 1753;

    private static readonly int[] s_zetas = [.. Enumerable.Range(0, Degree).Select(static i => Power(Reverse(i)))];

    /// <summary>What contradicts what; null when nothing does.</summary>
    /// <param name="family">The parameter set.</param>
    /// <param name="key">The expanded key, of the right length.</param>
    public static string? FindFault(KeyFamily family, ReadOnlySpan<byte> key)
    {
        (int rows, int columns, int eta, int bits) = family switch
        {
            KeyFamily.MlDsa44 => (4, 4, 2, 3),
            KeyFamily.MlDsa65 => (6, 5, 4, 4),
            _ => (8, 7, 2, 3),
        };
        ReadOnlySpan<byte> seed = key[..32];
        ReadOnlySpan<byte> publicHash = key.Slice(64, 64);
        int secretBytes = Degree * bits / 8;
        ReadOnlySpan<byte> secrets = key.Slice(128, (rows + columns) * secretBytes);
        ReadOnlySpan<byte> low = key[(128 + secrets.Length)..];
        int[][] vectors = new int[rows + columns][];
        try
        {
            for (int i = 0; i < vectors.Length; i++)
            {
                vectors[i] = Unpack(secrets.Slice(i * secretBytes, secretBytes), bits);
                if (Array.Exists(vectors[i], c => c > 2 * eta))
                {
                    return $"a coefficient of {(i < columns ? "s1" : "s2")} is out of its range";
                }

                vectors[i] = [.. vectors[i].Select(c => Positive(eta - c))];
            }

            return FindFault(seed, publicHash, low, vectors, rows, columns);
        }
        finally
        {
            foreach (int[] vector in vectors.Where(static v => v is not null))
            {
                CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(vector.AsSpan()));
            }
        }
    }

    private static string? FindFault(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicHash, ReadOnlySpan<byte> low, int[][] vectors, int rows, int columns)
    {
        int[][] transformed = [.. vectors[..columns].Select(static v => Transform([.. v]))];
        byte[] publicKey = new byte[32 + (rows * 320)];
        seed.CopyTo(publicKey);
        int lowBytes = Degree * LowBits / 8;
        for (int row = 0; row < rows; row++)
        {
            int[] sum = new int[Degree];
            for (int column = 0; column < columns; column++)
            {
                int[] entry = Entry(seed, row, column);
                for (int i = 0; i < Degree; i++)
                {
                    sum[i] = (int)((sum[i] + ((long)entry[i] * transformed[column][i])) % Modulus);
                }
            }

            sum = TransformBack(sum);
            int[] given = Unpack(low.Slice(row * lowBytes, lowBytes), LowBits);
            for (int i = 0; i < Degree; i++)
            {
                (int upper, int lower) = PowerOfTwoRound((sum[i] + vectors[columns + row][i]) % Modulus);
                if (given[i] != (1 << (LowBits - 1)) - lower)
                {
                    return "t0 does not match s1 and s2";
                }

                Pack(publicKey.AsSpan(32 + (row * 320), 320), i, upper);
            }
        }

        byte[] hash = new byte[64];
        ShakeDigest shake = new(256);
        shake.BlockUpdate(publicKey);
        shake.OutputFinal(hash);
        return publicHash.SequenceEqual(hash) ? null : "tr is not the hash of the public key";
    }

    // Algorithm 35.
    private static (int Upper, int Lower) PowerOfTwoRound(int value)
    {
        int lower = value & ((1 << LowBits) - 1);
        lower = lower > 1 << (LowBits - 1) ? lower - (1 << LowBits) : lower;
        return ((value - lower) >> LowBits, lower);
    }

    // Algorithms 18 and 19: little-endian bits.
    private static int[] Unpack(ReadOnlySpan<byte> bytes, int bits)
    {
        int[] values = new int[Degree];
        for (int bit = 0; bit < Degree * bits; bit++)
        {
            values[bit / bits] |= ((bytes[bit / 8] >> (bit % 8)) & 1) << (bit % bits);
        }

        return values;
    }

    private static void Pack(Span<byte> bytes, int index, int upper)
    {
        for (int bit = 0; bit < 10; bit++)
        {
            int at = (index * 10) + bit;
            bytes[at / 8] |= (byte)(((upper >> bit) & 1) << (at % 8));
        }
    }

    // Algorithms 30 and 32: an entry of A, in transformed form.
    private static int[] Entry(ReadOnlySpan<byte> seed, int row, int column)
    {
        ShakeDigest shake = new(128);
        shake.BlockUpdate(seed);
        shake.BlockUpdate([(byte)column, (byte)row]);
        int[] entry = new int[Degree];
        byte[] three = new byte[3];
        for (int i = 0; i < Degree;)
        {
            shake.Output(three);
            int value = three[0] | (three[1] << 8) | ((three[2] & 0x7F) << 16);
            if (value < Modulus)
            {
                entry[i++] = value;
            }
        }

        return entry;
    }

    // Algorithm 41.
    private static int[] Transform(int[] values)
    {
        int zeta = 0;
        for (int length = Degree / 2; length >= 1; length /= 2)
        {
            for (int start = 0; start < Degree; start += 2 * length)
            {
                long factor = s_zetas[++zeta];
                for (int i = start; i < start + length; i++)
                {
                    int product = (int)(factor * values[i + length] % Modulus);
                    values[i + length] = Positive(values[i] - product);
                    values[i] = (values[i] + product) % Modulus;
                }
            }
        }

        return values;
    }

    // Algorithm 42.
    private static int[] TransformBack(int[] values)
    {
        int zeta = Degree;
        for (int length = 1; length < Degree; length *= 2)
        {
            for (int start = 0; start < Degree; start += 2 * length)
            {
                long factor = Modulus - s_zetas[--zeta];
                for (int i = start; i < start + length; i++)
                {
                    int sum = (values[i] + values[i + length]) % Modulus;
                    values[i + length] = (int)(factor * Positive(values[i] - values[i + length]) % Modulus);
                    values[i] = sum;
                }
            }
        }

        return [.. values.Select(static v => (int)(8_347_681L * v % Modulus))]; // 256 to the power of -1
    }

    private static int Positive(int value) => value < 0 ? value + Modulus : value;

    private static int Reverse(int index)
    {
        int reversed = 0;
        for (int bit = 0; bit < 8; bit++)
        {
            reversed |= ((index >> bit) & 1) << (7 - bit);
        }

        return reversed;
    }

    private static int Power(int exponent)
    {
        long power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power = power * RootOfUnity % Modulus;
        }

        return (int)power;
    }
}
