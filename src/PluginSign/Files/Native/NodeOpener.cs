using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;

namespace PluginSign.Files.Native;

/// <summary>Opens one component at a time below an open directory, and never follows a link.</summary>
internal sealed class NodeOpener
{
    private NodeOpener(WalkBackEnd backEnd)
    {
        BackEnd = backEnd;
    }

    /// <summary>Which one was chosen; never <see cref="WalkBackEnd.Strongest"/>.</summary>
    public WalkBackEnd BackEnd { get; }

    /// <summary>Chooses. Only an answer that means "there is no such call" allows the weaker one; once chosen, it stays.</summary>
    public static NodeOpener Choose(WalkBackEnd wanted)
    {
        if (wanted != WalkBackEnd.Strongest)
        {
            return new NodeOpener(wanted);
        }

        int descriptor = Open2(LinuxCalls.CurrentDirectory, "/", LinuxFlags.Look, OpenHow.NoMagicLinks);
        if (descriptor >= 0)
        {
            using SafeFileHandle probe = new(descriptor, ownsHandle: true);
            return new NodeOpener(WalkBackEnd.OpenAt2);
        }

        return new NodeOpener(UnixFile.LastError() is Errno.ENOSYS or Errno.EPERM ? WalkBackEnd.OpenAt : WalkBackEnd.OpenAt2);
    }

    /// <summary>Opens <c>/</c>, where every walk starts.</summary>
    public NodeOpening Top()
    {
        int descriptor = BackEnd == WalkBackEnd.OpenAt2
            ? Open2(LinuxCalls.CurrentDirectory, "/", LinuxFlags.Look, OpenHow.NoMagicLinks)
            : LinuxCalls.OpenAt(LinuxCalls.CurrentDirectory, "/", LinuxFlags.Look);
        return Node(descriptor);
    }

    /// <summary>Holds what stands at the name, a link itself included, without opening its content.</summary>
    public NodeOpening Look(PathNode directory, string name) => Node(Open(directory, name, LinuxFlags.Look));

    /// <summary>Opens the content of what stands at the name.</summary>
    public NodeOpening Read(PathNode directory, string name) => Node(Open(directory, name, LinuxFlags.Read));

    /// <summary>Where an open link points; null when it cannot be read, is not UTF-8 or is above the cap.</summary>
    public static unsafe string? Target(PathNode link)
    {
        byte[] buffer = new byte[Limits.PathCharacters + 1];
        nint length;
        fixed (byte* start = buffer)
        {
            length = LinuxCalls.ReadLinkAt(link.Descriptor, string.Empty, start, (nuint)buffer.Length);
        }

        if (length is <= 0 or > Limits.PathCharacters)
        {
            return null;
        }

        return FileNameText.Read(buffer.AsSpan(0, (int)length));
    }

    /// <summary>Whether the file lies on a file system from which nothing may be executed.</summary>
    public static bool IsNoExec(PathNode file)
        => Syscall.fstatvfs(file.Descriptor, out Statvfs status) == 0 && status.f_flag.HasFlag(MountFlags.ST_NOEXEC);

    /// <summary>The POSIX access list as the kernel stores it; empty when there is none, null when it cannot be read.</summary>
    public static byte[]? AccessList(PathNode node)
    {
        byte[] bytes = new byte[Limits.AccessListBytes];
        string link = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/proc/self/fd/{node.Descriptor}");
        long length = Syscall.getxattr(link, "system.posix_acl_access", bytes, (ulong)bytes.Length);
        return length >= 0 ? bytes[..(int)length] : Stdlib.GetLastError() is Errno.ENODATA or Errno.EOPNOTSUPP ? [] : null;
    }

    private int Open(PathNode directory, string name, int flags)
    {
        if (BackEnd == WalkBackEnd.OpenAt)
        {
            return LinuxCalls.OpenAt(directory.Descriptor, name, flags);
        }

        // With O_PATH and O_NOFOLLOW the kernel hands out the link itself; NO_SYMLINKS forbids any other (openat2(2)).
        return Open2(directory.Descriptor, name, flags, OpenHow.Beneath | OpenHow.NoMagicLinks | OpenHow.NoSymlinks);
    }

    private static unsafe int Open2(int directory, string name, int flags, ulong resolve)
    {
        OpenHow how = new() { Flags = (ulong)flags, Resolve = resolve };
        int descriptor = -1;
        for (int attempt = 0; attempt < Limits.WalkAttempts; attempt++)
        {
            descriptor = (int)LinuxCalls.OpenAt2(LinuxCalls.OpenAt2Number, directory, name, &how, (nuint)sizeof(OpenHow));
            if (descriptor >= 0 || UnixFile.LastError() is not (Errno.EAGAIN or Errno.EINTR))
            {
                break;
            }
        }

        return descriptor;
    }

    private static NodeOpening Node(int descriptor)
    {
        if (descriptor < 0)
        {
            return Failed(UnixFile.LastError());
        }

        SafeFileHandle handle = new(descriptor, ownsHandle: true);
        Errno error = UnixFile.Status(descriptor, out Stat status);
        if (error != UnixFile.None)
        {
            handle.Dispose();
            return Failed(error);
        }

        return new NodeOpening(new PathNode(handle, Status(status)), NodeFailure.Other, string.Empty);
    }

    private static NodeStatus Status(Stat status)
    {
        HopType type = (status.st_mode & FilePermissions.S_IFMT) switch
        {
            FilePermissions.S_IFDIR => HopType.Directory,
            FilePermissions.S_IFLNK => HopType.Symlink,
            FilePermissions.S_IFREG => HopType.File,
            _ => HopType.Other,
        };
        int mode = (int)(status.st_mode & ~FilePermissions.S_IFMT);
        return new NodeStatus(type, LinuxOpen.Kind(status.st_mode), mode, status.st_uid, status.st_gid, status.st_nlink, LinuxOpen.Identity(status));
    }

    private static NodeOpening Failed(Errno error) => new(
        null,
        error switch
        {
            Errno.ENOENT or Errno.ENOTDIR => NodeFailure.Missing,
            Errno.EACCES or Errno.EPERM => NodeFailure.Denied,
            Errno.ELOOP or Errno.ENXIO or Errno.EAGAIN or Errno.EXDEV or Errno.ESTALE => NodeFailure.Swapped,
            Errno.ENAMETOOLONG => NodeFailure.TooLong,
            _ => NodeFailure.Other,
        },
        UnixFile.Reason(error));
}

/// <summary>Why a node could not be opened.</summary>
internal enum NodeFailure
{
    /// <summary>Anything that has no meaning of its own here.</summary>
    Other = 0,

    /// <summary>There is nothing of this name.</summary>
    Missing = 1,

    /// <summary>Permission is denied.</summary>
    Denied = 2,

    /// <summary>A link, or another kind of thing, has taken the place of what was there a moment ago.</summary>
    Swapped = 3,

    /// <summary>The name is longer than the file system allows.</summary>
    TooLong = 4,
}

/// <summary>A node, or why there is none.</summary>
internal readonly record struct NodeOpening(PathNode? Node, NodeFailure Failure, string Reason)
{
    public bool TryGet([NotNullWhen(true)] out PathNode? node)
    {
        node = Node;
        return node is not null;
    }
}

/// <summary>A place in the file system, held open: it stays the same place whatever happens to its name.</summary>
internal sealed class PathNode(SafeFileHandle handle, NodeStatus status) : IDisposable
{
    public SafeFileHandle Handle { get; } = handle;

    public NodeStatus Status { get; } = status;

    public int Descriptor => (int)Handle.DangerousGetHandle();

    public void Dispose() => Handle.Dispose();
}

/// <summary>How nodes are opened. It is chosen once for a root and never weakened afterwards.</summary>
internal enum WalkBackEnd
{
    /// <summary>openat2(2) where the kernel has it and no sandbox forbids it, else openat(2).</summary>
    Strongest = 0,

    /// <summary>openat2(2): the kernel itself refuses to leave the directory or to follow a link.</summary>
    OpenAt2 = 1,

    /// <summary>openat(2) with O_NOFOLLOW, one component at a time.</summary>
    OpenAt = 2,
}
