using System.Buffers.Binary;
using System.Collections.Immutable;

namespace PluginSign.Files;

/// <summary>Who may write by a POSIX access list (acl(5)), beyond the owner.</summary>
/// <param name="Users">Users with write permission of their own.</param>
/// <param name="Groups">Groups with write permission of their own.</param>
/// <param name="OwningGroup">Whether the file's own group may write.</param>
internal sealed record AccessList(ImmutableArray<uint> Users, ImmutableArray<uint> Groups, bool OwningGroup)
{
    private const int HeaderBytes = 4;
    private const int EntryBytes = 8;
    private const uint Version = 2; // linux/posix_acl_xattr.h
    private const int Write = 2;

    /// <summary>Reads what the kernel stores; null when it is none or malformed. Little-endian: a header, then tag, permission and id.</summary>
    public static AccessList? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || (bytes.Length - HeaderBytes) % EntryBytes != 0 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Version)
        {
            return null;
        }

        List<uint> users = [];
        List<uint> groups = [];
        bool owningGroup = false;
        bool masked = false;
        for (ReadOnlySpan<byte> rest = bytes[HeaderBytes..]; !rest.IsEmpty; rest = rest[EntryBytes..])
        {
            int tag = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            bool writes = (BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) & Write) != 0;
            uint id = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            switch (tag)
            {
                case 0x02 when writes:
                    users.Add(id);
                    break;
                case 0x04:
                    owningGroup = writes;
                    break;
                case 0x08 when writes:
                    groups.Add(id);
                    break;
                case 0x10:
                    masked = !writes;
                    break;
            }
        }

        // The mask takes away from all of them at once.
        return masked ? new AccessList([], [], OwningGroup: false) : new AccessList([.. users], [.. groups], owningGroup);
    }
}
