using System.Globalization;
using System.Net.Sockets;
using Mono.Unix.Native;

namespace PluginSign.Tests.Files;

/// <summary>A tree of files from a small text list, in a fresh directory. <c>{base}</c> in a link's target is that directory.</summary>
/// <remarks>
/// <c>dir PATH [MODE]</c>, <c>file PATH [MODE]</c>, <c>link PATH TARGET</c>, <c>hard PATH EXISTING</c>, <c>fifo PATH</c>, <c>socket PATH</c>,
/// <c>device PATH</c> (root only), <c>owner PATH UID</c> (root only). A file holds its own path.
/// </remarks>
internal sealed class PathTree : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public PathTree(string lines)
    {
        Base = Directory.CreateTempSubdirectory("pluginsign-tree-").FullName;
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Make(words[0], words[1], words.Length > 2 ? words[2].Replace("{base}", Base, StringComparison.Ordinal) : null);
        }
    }

    public string Base { get; }

    /// <summary>Whether this list needs powers that this user lacks.</summary>
    public static bool NeedsRoot(string lines) => lines.Contains("owner ", StringComparison.Ordinal) || lines.Contains("device ", StringComparison.Ordinal);

    public string At(string path) => Path.Combine(Base, path);

    public void Dispose()
    {
        _sockets.ForEach(static s => s.Dispose());
        Directory.Delete(Base, recursive: true);
    }

    private void Make(string verb, string path, string? word)
    {
        string full = At(path);
        switch (verb)
        {
            case "dir":
                Directory.CreateDirectory(full);
                Chmod(full, word ?? "0755");
                break;
            case "file":
                File.WriteAllText(full, path);
                Chmod(full, word ?? "0644");
                break;
            case "link":
                Assert.Equal(0, Syscall.symlink(word!, full));
                break;
            case "hard":
                Assert.Equal(0, Syscall.link(At(word!), full));
                break;
            case "fifo":
                Assert.Equal(0, Syscall.mkfifo(full, FilePermissions.S_IRUSR | FilePermissions.S_IWUSR));
                break;
            case "device": // 1, 5 is /dev/zero
                Assert.Equal(0, Syscall.mknod(full, FilePermissions.S_IFCHR | FilePermissions.S_IRUSR, (1 << 8) | 5));
                break;
            case "socket":
                Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                _sockets.Add(socket);
                socket.Bind(new UnixDomainSocketEndPoint(full));
                Chmod(full, "0600");
                break;
            case "owner":
                int owner = int.Parse(word!, CultureInfo.InvariantCulture);
                Assert.Equal(0, Syscall.lchown(full, owner, owner));
                break;
            default:
                Assert.Fail($"nobody knows {verb}");
                break;
        }
    }

    private static void Chmod(string path, string mode) => Assert.Equal(0, Syscall.chmod(path, NativeConvert.FromOctalPermissionString(mode)));
}
