using System.Globalization;

namespace PluginSign.Files;

/// <summary>What must stay the same while a file is read: another file, or another content of the same file, shows in one of these.</summary>
/// <param name="Device">The device that holds the file; 0 where the system does not say.</param>
/// <param name="Inode">The file's number on that device; 0 where the system does not say.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Last change of the content, in the system's finest unit.</param>
/// <param name="Changed">Last change of content or attributes, in the system's finest unit; it cannot be set back by the owner.</param>
internal sealed record FileIdentity(ulong Device, ulong Inode, long Size, (long Seconds, long Fraction) Modified, (long Seconds, long Fraction) Changed)
{
    /// <summary>For the report: enough to see what differs.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Size} bytes, device {Device} inode {Inode}, content changed at {Modified.Seconds}.{Modified.Fraction:D9}, attributes at {Changed.Seconds}.{Changed.Fraction:D9}");
}
