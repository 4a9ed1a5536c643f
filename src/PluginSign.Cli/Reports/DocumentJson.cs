using System.Text.Json.Serialization;
using PluginSign.Cli.Commands.Ca;
using PluginSign.Cli.Commands.Chain;
using PluginSign.Cli.Commands.Explain;
using PluginSign.Cli.Commands.GoCheck;
using PluginSign.Cli.Commands.Inspect;
using PluginSign.Cli.Commands.PackEvidence;
using PluginSign.Cli.Commands.Resolve;
using PluginSign.Cli.Commands.Sign;
using PluginSign.Cli.Commands.Stage;
using PluginSign.Cli.Commands.Timestamp;

namespace PluginSign.Cli.Reports;

/// <summary>How the documents become JSON: names in camelCase, a field that does not apply is absent, nothing by reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(CaDocument))]
[JsonSerializable(typeof(ChainDocument))]
[JsonSerializable(typeof(EvidenceDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(GoCheckDocument))]
[JsonSerializable(typeof(InspectDocument))]
[JsonSerializable(typeof(ResolveDocument))]
[JsonSerializable(typeof(SignDocument))]
[JsonSerializable(typeof(StageDocument))]
[JsonSerializable(typeof(TimestampDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext;
