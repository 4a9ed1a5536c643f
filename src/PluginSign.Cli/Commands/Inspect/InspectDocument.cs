using PluginSign.Binaries;
using PluginSign.Cli.Reports;

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

    public required IReadOnlyList<FindingEntry> Findings { get; init; }

    public static InspectDocument Of(InspectAnswer answer)
    {
        InspectDocument document = new()
        {
            Path = answer.Path,
            Size = answer.Size,
            Sha256 = answer.Sha256,
            Findings = [.. answer.Findings.Select(FindingEntry.Of)],
        };
        return answer.Facts is { } facts ? document.With(facts) : document;
    }

    /// <summary>For when the file could not be read.</summary>
    public static InspectDocument NotEvaluated(string path, UnavailableException mishap) => new() { Path = path, Findings = [FindingEntry.Of(mishap)] };

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
