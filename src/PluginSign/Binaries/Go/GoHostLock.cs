using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Binaries.Go;

/// <summary>What of a Go host decides whether a plugin loads: made from the host's binary, kept as a small file, so that plugins can be checked without the host.</summary>
public sealed record GoHostLock
{
    /// <summary>The schema of the file.</summary>
    public const string Schema = "pluginsign.golock/1";

    /// <summary>The toolchain, such as <c>go1.23.5</c>.</summary>
    public required string GoVersion { get; init; }

    /// <summary>The machine, in the words of <see cref="BinaryFacts.Architecture"/>.</summary>
    public required string Architecture { get; init; }

    /// <summary>GOAMD64 of the build, such as <c>v1</c>; null when it is not said.</summary>
    public string? Amd64Level { get; internal init; }

    /// <summary>CGO_ENABLED of the build; null when it is not said. A host without cgo opens no plugin.</summary>
    public bool? HasCgo { get; internal init; }

    /// <summary>The fingerprints of the host's packages, by import path. A host that does not import <c>plugin</c> has none.</summary>
    public required ImmutableSortedDictionary<string, string> Packages { get; init; }

    /// <summary>Whether the host can open plugins at all.</summary>
    public bool CanOpenPlugins => Packages.Count > 0 && HasCgo != false;

    /// <summary>Takes it from a host's binary.</summary>
    /// <param name="host">What <see cref="GoReader.Read(ReadOnlyMemory{byte})"/> has read.</param>
    public static Answer<GoHostLock> From(BinaryFacts host)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (host.Go is not { Version: { } version, PluginPath: null } go)
        {
            return Answers.Refused<GoHostLock>(Finding.Error(
                FindingCode.BinaryUnsupported,
                "the host is no Go program",
                "a Go executable",
                host.Go is null ? "no Go binary" : "a Go plugin",
                "name the program that opens the plugins"));
        }

        return Answers.Passed(new GoHostLock
        {
            GoVersion = version,
            Architecture = host.Architecture,
            Amd64Level = go.Setting("GOAMD64"),
            HasCgo = go.Setting("CGO_ENABLED") is { } cgo ? cgo is "1" : null,
            Packages = go.Packages.ToImmutableSortedDictionary(static p => p.Path, static p => p.Fingerprint, StringComparer.Ordinal),
        });
    }

    /// <summary>Writes it as JSON, in a fixed order.</summary>
    public byte[] ToJson() => GoLockFile.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> has written.</summary>
    /// <param name="json">The whole file; unknown fields are ignored.</param>
    public static Answer<GoHostLock> Parse(ReadOnlyMemory<byte> json) => GoLockFile.Read(json);
}
