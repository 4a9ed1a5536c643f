namespace PluginSign.Files.Native;

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
