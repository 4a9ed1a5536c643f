namespace PluginSign.Files;

/// <summary>What stands at one step of a path. The value 0 is never trusted.</summary>
public enum HopType
{
    /// <summary>A FIFO, socket, device or anything else that is no plugin.</summary>
    Other = 0,

    /// <summary>A directory.</summary>
    Directory = 1,

    /// <summary>A symbolic link.</summary>
    Symlink = 2,

    /// <summary>A regular file.</summary>
    File = 3,
}
