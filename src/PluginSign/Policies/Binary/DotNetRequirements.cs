namespace PluginSign.Policies;

/// <summary>What a .NET assembly may not hold. The default forbids nothing; asked of anything but an assembly, each refuses.</summary>
public sealed record DotNetRequirements
{
    /// <summary>Nothing but IL: no machine code compiled ahead of time, no native code of its own.</summary>
    public bool IlOnly { get; init; }

    /// <summary>No native functions are called.</summary>
    public bool NoPInvokes { get; init; }

    /// <summary>Nothing tells of unsafe code. A mark's absence does not prove that there is none.</summary>
    public bool NoUnsafeMarks { get; init; }

    /// <summary>No code runs at the first access to the module.</summary>
    public bool NoModuleInitializer { get; init; }

    /// <summary>The assembly is one file.</summary>
    public bool SingleFile { get; init; }
}
