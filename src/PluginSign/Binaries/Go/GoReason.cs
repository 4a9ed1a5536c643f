namespace PluginSign.Binaries.Go;

/// <summary>Why <c>plugin.Open</c> would not give a plugin.</summary>
public enum GoReason
{
    /// <summary>It would.</summary>
    None = 0,

    /// <summary>A package in the process has another fingerprint than the plugin wants.</summary>
    DifferentVersion = 1,

    /// <summary>A plugin with this path is in the process already, or nothing new was loaded.</summary>
    AlreadyLoaded = 2,

    /// <summary>An exported name is in the plugin's table and not in its symbols.</summary>
    MissingSymbol = 3,

    /// <summary>The file is for another machine.</summary>
    WrongMachine = 4,

    /// <summary>The runtimes of the two Go versions do not fit together.</summary>
    GoVersion = 5,

    /// <summary>A library, and no Go plugin: the runtime finds no module and stops the process.</summary>
    NotAGoPlugin = 6,

    /// <summary>The host was built without cgo, or does not import <c>plugin</c>.</summary>
    HostHasNoPluginSupport = 7,

    /// <summary>The loader does not take the file: no ELF file, or an executable.</summary>
    NotLoadable = 8,

    /// <summary>The file was refused before anything could be predicted.</summary>
    Unreadable = 9,

    /// <summary>A plugin before it would have ended the process.</summary>
    AfterCrash = 10,
}
