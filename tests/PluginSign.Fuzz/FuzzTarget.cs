using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Binaries.DotNet;
using PluginSign.Binaries.Elf;
using PluginSign.Binaries.MachO;
using PluginSign.Binaries.Pe;
using PluginSign.Binaries.Wasm;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Fuzz.Command;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Fuzz;

/// <summary>One reader of hostile bytes.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Read">Calls the reader.</param>
/// <param name="Seeds">Good inputs to begin with; empty when this machine has none.</param>
public sealed record FuzzTarget(string Name, Func<byte[], ImmutableArray<Finding>> Read, Func<List<byte[]>> Seeds)
{
    /// <summary>Bytes that it may allocate on top of what a file costs: an input that stands for hundreds of CRLs is small, what it stands for is not.</summary>
    public long More { get; init; }

    /// <summary>Every target, by the names that the script takes.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("cms", static b => CmsSignature.Read(b).Findings, FuzzSeeds.Signatures),
        new("certificate", static b => [.. Certificate.Read(b).Findings, .. CertificateBundle.Read(b).Findings], FuzzSeeds.Certificates),
        new("crl", static b => [.. CertificateRevocationList.Read(b).Findings, .. CrlBundle.Read(b).Findings, .. EvidenceReading.Crl(b)], EvidenceSeeds.Crls),
        new("ocsp", static b => [.. OcspResponse.Read(b).Findings, .. EvidenceReading.Ocsp(b)], EvidenceSeeds.OcspResponses),
        new("timestamp", static b => [.. TimestampToken.Read(b).Findings, .. TimestampResponse.Read(b).Findings, .. TimestampRequest.Read(b).Findings, .. EvidenceReading.Timestamp(b)], TimestampSeeds.All),
        new("evidence", static b => EvidencePack.Read(b).Findings, EvidenceSeeds.Packs),
        new("elf", static b => ElfReader.Read(b).Findings, FuzzSeeds.Elf),
        new("pe", static b => PeReader.Read(b).Findings, FuzzSeeds.Pe),
        new("dotnet", static b => DotNetReader.Read(b).Findings, FuzzSeeds.Assemblies),
        new("macho", static b => MachOReader.Read(b).Findings, FuzzSeeds.MachO),
        new("wasm", static b => WasmReader.Read(b).Findings, FuzzSeeds.Wasm),
        new("revocation", RevocationSets.Read, RevocationSets.Seeds) { More = 128 * 1024 * 1024 },
        new("denylist", DenyLists.Read, DenyLists.Seeds),
        new("arguments", ArgumentVectors.Read, ArgumentVectors.Seeds),
        new("names", FileNames.Read, FileNames.Seeds),
        new("go", static b => BinaryInspector.Inspect(b).Findings, FuzzSeeds.Go),
    ];
}
