namespace PluginSign.Tests.Binaries;

/// <summary>Damages files the way a fuzzer does, the same way every time.</summary>
internal sealed class Mutation(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The file with some bytes, words or stretches changed, or cut off. Most changes hit the first bytes, where the headers are.</summary>
    public byte[] Of(byte[] original)
    {
        byte[] bytes = [.. original];
        int changes = 1 + Below(4);
        for (int i = 0; i < changes; i++)
        {
            int at = Below(Below(2) == 0 ? Math.Min(bytes.Length, 2048) : bytes.Length);
            switch (Below(6))
            {
                case 0: bytes[at] = (byte)(Next() & 0xff); break;
                case 1: bytes[at] ^= (byte)(1 << Below(8)); break;
                case 2: bytes.AsSpan(at, Math.Min(8, bytes.Length - at)).Fill((byte)(Below(2) == 0 ? 0xff : 0)); break;
                case 3: bytes[at] = (byte)Below(4); break;
                case 4: bytes.AsSpan(Below(bytes.Length - Math.Min(8, bytes.Length)), Math.Min(8, bytes.Length - at)).CopyTo(bytes.AsSpan(at)); break;
                default: bytes[at] = unchecked((byte)(bytes[at] + 1)); break;
            }
        }

        return Below(40) == 0 ? bytes[..Below(bytes.Length)] : bytes;
    }

    public int Below(int end) => end <= 0 ? 0 : (int)(Next() % (ulong)end);

    // SplitMix64.
    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
