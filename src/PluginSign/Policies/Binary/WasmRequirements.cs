namespace PluginSign.Policies;

/// <summary>What a WebAssembly module may not hold. The default forbids nothing; asked of anything but a module, each refuses.</summary>
public sealed record WasmRequirements
{
    /// <summary>No function runs while the module is instantiated.</summary>
    public bool NoStartFunction { get; init; }

    /// <summary>Most pages of 64 KiB that all memories together may grow to; a memory without a bound is refused. Null: any.</summary>
    public long? MaximumMemoryPages { get; init; }

    /// <summary>Most elements that a table may grow to; a table without a bound is refused. Null: any.</summary>
    public long? MaximumTableElements { get; init; }

    /// <summary>No memory is shared between threads.</summary>
    public bool NoSharedMemory { get; init; }
}
