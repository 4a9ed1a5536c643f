namespace PluginSign.Files.Native;

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
