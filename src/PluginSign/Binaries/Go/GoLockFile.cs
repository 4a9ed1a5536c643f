using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using PluginSign.Findings;

namespace PluginSign.Binaries.Go;

/// <summary>The JSON form of a <see cref="GoHostLock"/>.</summary>
internal static class GoLockFile
{
    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static byte[] Write(GoHostLock host)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", GoHostLock.Schema);
            writer.WriteString("goVersion", host.GoVersion);
            writer.WriteString("architecture", host.Architecture);
            if (host.Amd64Level is not null)
            {
                writer.WriteString("goamd64", host.Amd64Level);
            }

            if (host.HasCgo is { } hasCgo)
            {
                writer.WriteBoolean("cgo", hasCgo);
            }

            writer.WriteStartObject("packages");
            foreach ((string path, string fingerprint) in host.Packages)
            {
                writer.WriteString(path, fingerprint);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    public static Answer<GoHostLock> Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > Limits.GoLockBytes)
        {
            return Invalid("a small file", string.Create(CultureInfo.InvariantCulture, $"{json.Length} bytes"));
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, s_strict);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return Invalid("JSON without repeated names", null);
        }
        catch (InvalidOperationException)
        {
            // A string that is no text, such as half of a surrogate pair.
            return Invalid("JSON strings that are text", null);
        }
    }

    private static Answer<GoHostLock> Read(JsonElement root)
    {
        if (!TryText(root, "schema", out string? schema) || !string.Equals(schema, GoHostLock.Schema, StringComparison.Ordinal))
        {
            return Invalid(GoHostLock.Schema, schema);
        }

        if (!TryText(root, "goVersion", out string? version) || !TryText(root, "architecture", out string? architecture)
            || !root.TryGetProperty("packages", out JsonElement packages) || packages.ValueKind != JsonValueKind.Object)
        {
            return Invalid("goVersion, architecture and packages", null);
        }

        ImmutableSortedDictionary<string, string>.Builder all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty package in packages.EnumerateObject())
        {
            if (package.Value.ValueKind != JsonValueKind.String || package.Value.GetString() is not { Length: > 0 and <= 80 } fingerprint || !fingerprint.All(char.IsAsciiHexDigitLower))
            {
                return Invalid("fingerprints in hexadecimal digits", package.Name);
            }

            all[package.Name] = fingerprint;
        }

        return Answers.Passed(new GoHostLock
        {
            GoVersion = version,
            Architecture = architecture,
            Amd64Level = TryText(root, "goamd64", out string? level) ? level : null,
            HasCgo = root.TryGetProperty("cgo", out JsonElement cgo) && cgo.ValueKind is (JsonValueKind.True or JsonValueKind.False) ? cgo.ValueKind == JsonValueKind.True : null,
            Packages = all.ToImmutable(),
        });
    }

    private static bool TryText(JsonElement root, string name, [NotNullWhen(true)] out string? text)
    {
        text = root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }

    private static Answer<GoHostLock> Invalid(string expected, string? actual)
        => Answers.Refused<GoHostLock>(Finding.Error(
            FindingCode.GoLockInvalid,
            "the file of the host's fingerprints is damaged or of another kind",
            expected,
            actual));
}
