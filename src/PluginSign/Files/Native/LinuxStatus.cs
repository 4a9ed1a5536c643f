using System.Runtime.InteropServices;
using Mono.Unix.Native;

namespace PluginSign.Files.Native;

/// <summary>struct statx of statx(2): 256 bytes, of which the last ones are nobody's yet.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct LinuxStatus
{
    [FieldOffset(4)]
    public uint BlockSize;

    [FieldOffset(16)]
    public uint Links;

    [FieldOffset(20)]
    public uint Owner;

    [FieldOffset(24)]
    public uint Group;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Size;

    [FieldOffset(48)]
    public ulong Blocks;

    [FieldOffset(64)]
    public Time Accessed;

    [FieldOffset(96)]
    public Time Changed;

    [FieldOffset(112)]
    public Time Modified;

    [FieldOffset(128)]
    public uint SpecialMajor;

    [FieldOffset(132)]
    public uint SpecialMinor;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;

    /// <summary>The same as fstat(2) tells it.</summary>
    public readonly Stat ToStat() => new()
    {
        st_dev = Number(DeviceMajor, DeviceMinor),
        st_ino = Inode,
        st_mode = (FilePermissions)Mode,
        st_nlink = Links,
        st_uid = Owner,
        st_gid = Group,
        st_rdev = Number(SpecialMajor, SpecialMinor),
        st_size = (long)Size,
        st_blksize = BlockSize,
        st_blocks = (long)Blocks,
        st_atime = Accessed.Seconds,
        st_atime_nsec = Accessed.Fraction,
        st_mtime = Modified.Seconds,
        st_mtime_nsec = Modified.Fraction,
        st_ctime = Changed.Seconds,
        st_ctime_nsec = Changed.Fraction,
    };

    // makedev(3)
    private static ulong Number(uint major, uint minor)
        => ((major & 0xFFFFF000UL) << 32) | ((major & 0xFFFUL) << 8) | ((minor & 0xFFFFFF00UL) << 12) | (minor & 0xFFUL);

    /// <summary>struct statx_timestamp.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 16)]
    internal struct Time
    {
        [FieldOffset(0)]
        public long Seconds;

        [FieldOffset(8)]
        public uint Fraction;
    }
}
