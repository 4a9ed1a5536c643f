namespace PluginSign.Binaries.Go;

/// <summary>What an exported Go name stands for.</summary>
public enum GoExportKind
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>A function.</summary>
    Function = 1,

    /// <summary>A package variable.</summary>
    Variable = 2,
}
