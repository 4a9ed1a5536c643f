using Mono.Unix.Native;

namespace PluginSign.Tests.Loading;

/// <summary>Keeps putting another file in the plugin's place and back, on a thread of its own, until disposed.</summary>
internal sealed class Attacker : IDisposable
{
    private readonly Action _swap;
    private readonly Thread _thread;
    private volatile bool _ends;
    private Exception? _failure;

    private Attacker(Action swap)
    {
        _swap = swap;
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public long Swaps { get; private set; }

    /// <summary>Starts one of the four attacks on <c>plugins/plugin.so</c> of a folder that also holds <c>good/</c> and <c>evil/</c>.</summary>
    public static Attacker Start(string attack, string folder) => new(attack switch
    {
        "rename" => Rename(folder),
        "symlink" => Symlink(folder),
        "in-place write" => Write(folder),
        "directory" => Directories(folder),
        _ => throw new ArgumentOutOfRangeException(nameof(attack), attack, "no such attack"),
    });

    public void Dispose()
    {
        _ends = true;
        _thread.Join();
        Assert.Null(_failure);
    }

    private static Action Rename(string folder)
    {
        byte[] evil = File.ReadAllBytes(folder + "/evil/plugin.so");
        byte[] good = File.ReadAllBytes(folder + "/good/plugin.so");
        return () =>
        {
            Put(evil);
            Put(good);
        };

        void Put(byte[] bytes)
        {
            File.WriteAllBytes(folder + "/next.so", bytes);
            Must(Stdlib.rename(folder + "/next.so", folder + "/plugins/plugin.so"));
        }
    }

    private static Action Symlink(string folder)
    {
        string plugin = folder + "/plugins/plugin.so";
        return () =>
        {
            foreach (string target in (string[])["../evil/plugin.so", "../good/plugin.so"])
            {
                Must(Syscall.unlink(plugin));
                Must(Syscall.symlink(target, plugin));
            }
        };
    }

    private static Action Write(string folder)
    {
        byte[] evil = File.ReadAllBytes(folder + "/evil/plugin.so");
        byte[] good = File.ReadAllBytes(folder + "/good/plugin.so");
        FileStream file = new(folder + "/plugins/plugin.so", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        return () =>
        {
            foreach (byte[] bytes in (byte[][])[evil, good])
            {
                file.Position = 0;
                file.Write(bytes);
            }
        };
    }

    private static Action Directories(string folder)
    {
        string plugins = folder + "/plugins";
        string aside = folder + "/aside";
        return () =>
        {
            Must(Stdlib.rename(plugins, aside));
            Must(Syscall.symlink("evil", plugins));
            Must(Syscall.unlink(plugins));
            Must(Stdlib.rename(aside, plugins));
        };
    }

    private static void Must(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"the attack failed: {Stdlib.GetLastError()}");
        }
    }

    // The pauses leave the verifier a chance in either state, of unequal lengths so that the two never march in step.
    private void Run()
    {
        try
        {
            while (!_ends)
            {
                _swap();
                Swaps++;
                Thread.SpinWait((int)(Swaps * 7919 % 20_000));
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            _failure = e;
        }
    }
}
