using System.Collections.Immutable;

namespace PluginSign.Binaries.Pe;

/// <summary>What only a PE file has ("PE Format", Microsoft).</summary>
public sealed record PeFacts
{
    /// <summary>Machine of the COFF header, as it stands there.</summary>
    public required int Machine { get; init; }

    /// <summary>The file is a DLL, not a program.</summary>
    public bool IsLibrary { get; internal init; }

    /// <summary>The file has a CLR header: it is a .NET assembly.</summary>
    public bool HasClrHeader { get; internal init; }

    /// <summary>The name that the export table gives the library; null without one. May be hostile text.</summary>
    public string? ExportName { get; internal init; }

    /// <summary>Exports without a name: only their numbers find them.</summary>
    public int OrdinalOnlyExports { get; internal init; }

    /// <summary>Exported names in the table that Windows' binary search does not find.</summary>
    public ImmutableArray<string> UnfoundNames { get; internal init; } = [];

    /// <summary>Libraries that are loaded at the first call, not with the file.</summary>
    public ImmutableArray<string> DelayLibraries { get; internal init; } = [];

    /// <summary>Functions that run for every thread, before the entry point.</summary>
    public int TlsCallbacks { get; internal init; }

    /// <summary>Address of the entry point (DllMain's caller in a DLL); 0 when there is none.</summary>
    public long EntryPoint { get; internal init; }

    /// <summary>HIGH_ENTROPY_VA: 64-bit randomization.</summary>
    public bool HighEntropy { get; internal init; }

    /// <summary>FORCE_INTEGRITY: Windows checks the file's own signature.</summary>
    public bool ForceIntegrity { get; internal init; }

    /// <summary>NO_SEH: no structured exception handlers.</summary>
    public bool NoStructuredHandlers { get; internal init; }

    /// <summary>APPCONTAINER: runs in one only.</summary>
    public bool AppContainerOnly { get; internal init; }

    /// <summary>Names of sections that are writable and executable at once. May be hostile text.</summary>
    public ImmutableArray<string> WritableExecutableSections { get; internal init; } = [];

    /// <summary>Offset of the first byte behind all sections.</summary>
    public long SectionsEnd { get; internal init; }

    /// <summary>Bytes behind all sections that belong neither to the certificate table nor to COFF symbols.</summary>
    public long OverlayBytes { get; internal init; }

    /// <summary>Bytes of the certificate table; 0 when there is none.</summary>
    public long CertificateBytes { get; internal init; }

    /// <summary>Certificates (Authenticode signatures) in that table. They are counted, not verified.</summary>
    public int Certificates { get; internal init; }

    /// <summary>Bytes of the certificate table that belong to no certificate.</summary>
    public long CertificatePadding { get; internal init; }
}
