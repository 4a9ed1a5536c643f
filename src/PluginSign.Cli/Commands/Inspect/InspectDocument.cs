using PluginSign.Binaries;
using PluginSign.Binaries.Wasm;
using PluginSign.Cli.Reports;
using PluginSign.Verification.Reports;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary>The document of <c>inspect</c>.</summary>
internal sealed record InspectDocument
{
    private const string SchemaName = "pluginsign.inspect/1";

    public string Schema { get; } = SchemaName;

    public required string Path { get; init; }

    public long? Size { get; init; }

    public string? Sha256 { get; init; }

    public string? Format { get; init; }

    public string? Kind { get; init; }

    public string? Architecture { get; init; }

    public string? OperatingSystem { get; init; }

    public int? Bits { get; init; }

    public IReadOnlyList<ExportEntry>? Exports { get; init; }

    public IReadOnlyList<ImportEntry>? Imports { get; init; }

    public IReadOnlyList<string>? Libraries { get; init; }

    public IReadOnlyList<string>? RunPaths { get; init; }

    public IReadOnlyList<string>? Constructors { get; init; }

    public HardeningEntry? Hardening { get; init; }

    public GoEntry? Go { get; init; }

    public DotNetEntry? Dotnet { get; init; }

    public WasmEntry? Wasm { get; init; }

    public required IReadOnlyList<ReportFinding> Findings { get; init; }

    public static InspectDocument Of(InspectAnswer answer)
    {
        InspectDocument document = new()
        {
            Path = answer.Path,
            Size = answer.Size,
            Sha256 = answer.Sha256,
            Findings = [.. answer.Findings.Select(Entry.Of)],
        };
        return answer.Facts is { } facts ? document.With(facts) : document;
    }

    /// <summary>For when the file could not be read.</summary>
    public static InspectDocument NotEvaluated(string path, UnavailableException mishap) => new() { Path = path, Findings = [Entry.Of(mishap)] };

    private InspectDocument With(BinaryFacts facts) => this with
    {
        Format = facts.Format.Name(),
        Kind = facts.Kind.Name(),
        Architecture = facts.Architecture,
        OperatingSystem = facts.OperatingSystem,
        Bits = facts.Bits,
        Exports = [.. facts.Exports.Select(ExportEntry.Of)],
        Imports = [.. facts.Imports.Select(ImportEntry.Of)],
        Libraries = facts.Libraries,
        RunPaths = facts.RunPaths,
        Constructors = facts.Constructors,
        Hardening = HardeningEntry.Of(facts.Hardening),
        Go = facts.Go is null ? null : GoEntry.Of(facts.Go),
        Dotnet = facts.DotNet is null ? null : DotNetEntry.Of(facts.DotNet),
        Wasm = facts.Wasm is null ? null : WasmEntry.Of(facts.Wasm),
    };
}

/// <summary>A name that the loader would find.</summary>
internal sealed record ExportEntry(string Name, string Kind, string? Signature, string? Version, string? Forwarder)
{
    public static ExportEntry Of(BinaryExport export) => new(export.Name, export.Kind.Name(), export.Signature, export.Version, export.Forwarder);
}

/// <summary>A name that the binary wants from elsewhere.</summary>
internal sealed record ImportEntry(string Name, string? Module, string? Signature, string? Version, bool? Weak, bool? Interposable)
{
    public static ImportEntry Of(BinaryImport import) => new(import.Name, import.Module, import.Signature, import.Version, import.IsWeak ? true : null, import.IsInterposable ? true : null);
}

/// <summary>The protections of a binary; what the format has not is absent.</summary>
internal sealed record HardeningEntry(bool? Nx, string? Relro, bool? BindNow, bool? TextRelocations, bool? WritableExecutableSegment, bool? RandomBase, bool? ControlFlowGuard)
{
    public static HardeningEntry Of(BinaryHardening hardening) => new(
        hardening.Nx,
        hardening.Relro is { } relro ? relro.Name() : null,
        hardening.BindNow,
        hardening.TextRelocations,
        hardening.WritableExecutableSegment,
        hardening.RandomBase,
        hardening.ControlFlowGuard);
}

/// <summary>The part of <c>inspect</c> for WebAssembly modules.</summary>
internal sealed record WasmEntry(int? StartFunction, IReadOnlyList<WasmMemory> Memories, IReadOnlyList<WasmTable> Tables, IReadOnlyList<string> CustomSections, IReadOnlyList<string> MutableGlobals)
{
    public static WasmEntry Of(WasmFacts facts) => new(facts.StartFunction, facts.Memories, facts.Tables, [.. facts.CustomSections.Select(static s => s.Name)], facts.MutableGlobals);
}
