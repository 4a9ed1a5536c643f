using System.Text;
using PluginSign.Cli.Storage;
using PluginSign.Cli.Terminal;
using PluginSign.Signing;

namespace PluginSign.Cli.Commands.Ca;

/// <summary>Where a development CA is kept: a directory for its owner alone, with all the files or none.</summary>
internal sealed class CaDirectory(string path, bool force)
{
    private static readonly string[] Names =
    [
        "root.pem", "intermediate.pem", "signer.pem", "timestamp.pem", "crl.pem",
        "root.key.pem", "intermediate.key.pem", "signer.key.pem", "timestamp.key.pem",
        "root-mldsa.pem", "intermediate-mldsa.pem", "signer-mldsa.pem", "crl-mldsa.pem",
        "root-mldsa.key.pem", "intermediate-mldsa.key.pem", "signer-mldsa.key.pem",
    ];

    /// <summary>Files that exist are kept unless forced: a CA that is overwritten takes all its signatures with it.</summary>
    public void ThrowIfTaken()
    {
        if (File.Exists(path))
        {
            throw new UsageException("--out takes a directory", "a file of that name");
        }

        if (!force && Names.FirstOrDefault(name => Path.Exists(Path.Combine(path, name))) is string taken)
        {
            throw new UsageException(
                "--out takes a directory that holds no CA yet; --force replaces the one that is there",
                Path.Combine(path, taken),
                $"pluginsign ca new --out {ShellWord.Of(path.TrimEnd('/') + "-2")}");
        }
    }

    public void Write(DevelopmentCa ca)
    {
        bool isNew = Make();
        List<PendingFile> pending = [];
        List<string> placed = [];
        bool done = false;
        try
        {
            foreach (DevelopmentCaFile file in ca.Files)
            {
                UnixFileMode mode = file.IsPrivateKey ? PendingFile.PrivateMode : PendingFile.PublicMode;
                pending.Add(PendingFile.Write(Path.Combine(path, file.Name), Encoding.ASCII.GetBytes(file.Pem), mode));
            }

            foreach (PendingFile file in pending)
            {
                file.Place(force);
                placed.Add(file.Path);
            }

            done = true;
        }
        finally
        {
            pending.ForEach(static f => f.Dispose());
            if (!done)
            {
                placed.ForEach(File.Delete); // half a CA is none, and a private key nobody knows of is worse
                RemoveIfEmpty(isNew);
            }
        }
    }

    private bool Make()
    {
        if (Directory.Exists(path))
        {
            return false;
        }

        PrivateDirectory.Create(path);
        return true;
    }

    private void RemoveIfEmpty(bool isNew)
    {
        if (isNew && !Directory.EnumerateFileSystemEntries(path).Any())
        {
            Directory.Delete(path);
        }
    }
}
