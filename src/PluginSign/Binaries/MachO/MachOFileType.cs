namespace PluginSign.Binaries.MachO;

/// <summary>What a Mach-O image is (mach-o/loader.h).</summary>
public enum MachOFileType
{
    /// <summary>Not said.</summary>
    None = 0,

    /// <summary>MH_EXECUTE: a program.</summary>
    Executable = 2,

    /// <summary>MH_DYLIB: a shared library.</summary>
    Library = 6,

    /// <summary>MH_BUNDLE: a plugin for dlopen.</summary>
    Bundle = 8,
}
