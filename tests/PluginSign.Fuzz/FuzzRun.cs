using System.Diagnostics;
using System.Security.Cryptography;
using PluginSign.Findings;

namespace PluginSign.Fuzz;

/// <summary>Gives a reader changed inputs and watches it: it may refuse, and nothing else. Whatever answers in a new way joins the pool.</summary>
/// <param name="target">The reader.</param>
/// <param name="seed">Makes the run repeatable.</param>
/// <param name="folder">Where inputs are kept that were not borne; null keeps none.</param>
public sealed class FuzzRun(FuzzTarget target, int seed, string? folder = null)
{
    // A reader may take a small multiple of the file, and a little for every file.
    private const long BytesForEachByte = 64;
    private const long BytesForEachFile = 16 * 1024 * 1024;
    private const int PoolInputs = 256;
    private const int Attempts = 3;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _answers = new(StringComparer.Ordinal);

    /// <summary>Inputs read.</summary>
    public long Inputs { get; private set; }

    /// <summary>Different answers seen.</summary>
    public int Answers => _answers.Count;

    /// <summary>Runs until the time or the number of inputs is used up.</summary>
    /// <returns>What went wrong, or null; and null as well, with no inputs, when this machine has no seeds for the target.</returns>
    public string? Run(TimeSpan time, long inputs)
    {
        List<byte[]> pool = target.Seeds();
        if (pool.Count == 0)
        {
            return null;
        }

        foreach (byte[] good in pool)
        {
            if (Try(good) is { } fault)
            {
                return "a good file: " + fault;
            }
        }

        Mutator mutator = new(seed);
        Stopwatch watch = Stopwatch.StartNew();
        while (Inputs < inputs && watch.Elapsed < time)
        {
            byte[] input = mutator.Mutate(pool);
            int before = Answers;
            if (Try(input) is { } fault)
            {
                return fault;
            }

            if (Answers > before && pool.Count < PoolInputs)
            {
                pool.Add(input);
            }
        }

        return null;
    }

    /// <summary>Reads one input.</summary>
    /// <returns>What went wrong, or null.</returns>
    public string? Try(byte[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Inputs++;

        // A stack that runs over or a process that is killed leaves no time for this afterwards.
        string? kept = folder is null ? null : Path.Combine(folder, $"{target.Name}-current.bin");
        if (kept is not null)
        {
            File.WriteAllBytes(kept, input);
        }

        // A busy machine is slow once; an input that a reader is slow over is slow each time.
        string? fault = null;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            fault = Read(input, out bool isSlow);
            if (!isSlow)
            {
                break;
            }
        }

        return fault is null ? null : Keep(input, fault);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "any exception is what is looked for")]
    private string? Read(byte[] input, out bool isSlow)
    {
        isSlow = false;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        try
        {
            Finding[] findings = [.. target.Read(input)];
            _answers.Add(string.Join('|', findings.Select(static f => $"{(int)f.Code} {f.Message[..Math.Min(f.Message.Length, 60)]}")));
        }
        catch (Exception e)
        {
            return e.ToString();
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        isSlow = took > s_patience;
        return isSlow ? $"took {took.TotalSeconds:F1} s for {input.Length} bytes"
            : allocated > BytesForEachFile + target.More + (BytesForEachByte * input.Length) ? $"allocated {allocated} bytes for {input.Length}"
            : null;
    }

    private string Keep(byte[] input, string fault)
    {
        if (folder is null)
        {
            return $"{fault}\ninput {Convert.ToBase64String(input.AsSpan(0, Math.Min(input.Length, 4096)))}";
        }

        string path = Path.Combine(folder, $"{target.Name}-{Convert.ToHexStringLower(SHA256.HashData(input))[..16]}.bin");
        File.WriteAllBytes(path, input);
        return $"{fault}\nkept in {path}";
    }
}
