using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Verification;

/// <summary>The JSON form of an <see cref="EvidencePack"/>.</summary>
internal static class EvidencePackFile
{

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static byte[] Write(EvidencePack pack)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", EvidencePack.Schema);
            writer.WriteString("freshAsOf", UtcText.Of(pack.FreshAsOf));
            Write(writer, "certificates", pack.Certificates.Select(static c => c.Encoded));
            Write(writer, "crls", pack.Crls.Select(static c => c.Encoded));
            Write(writer, "ocspResponses", pack.OcspResponses.Select(static r => r.Encoded));
            Write(writer, "timestamps", pack.Timestamps);
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    public static Answer<EvidencePack> Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > Limits.EvidencePackBytes)
        {
            return Malformed(string.Create(CultureInfo.InvariantCulture, $"at most {Limits.EvidencePackBytes} bytes"), string.Create(CultureInfo.InvariantCulture, $"{json.Length} bytes"));
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, s_strict);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return Malformed("JSON without repeated names", null);
        }
        catch (InvalidOperationException)
        {
            return Malformed("JSON strings that are text", null); // half of a surrogate pair
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        writer.WriteStartArray(name);
        foreach (string part in parts.Select(static p => Convert.ToBase64String(p.Span)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            writer.WriteStringValue(part);
        }

        writer.WriteEndArray();
    }

    private static Answer<EvidencePack> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "schema") is not EvidencePack.Schema)
        {
            return Malformed($"the schema {EvidencePack.Schema}", root.ValueKind == JsonValueKind.Object ? Text(root, "schema") : null);
        }

        if (!UtcText.TryRead(Text(root, "freshAsOf"), out DateTimeOffset fresh))
        {
            return Malformed("freshAsOf, a time in UTC such as 2026-11-24T06:00:00Z", Text(root, "freshAsOf"));
        }

        if (Parts(root, "certificates") is not { } certificates || Parts(root, "crls") is not { } crls
            || Parts(root, "ocspResponses") is not { } responses || Parts(root, "timestamps") is not { } timestamps)
        {
            return Malformed($"lists of base64, each at most {Limits.EvidencePackParts} long", null);
        }

        List<Finding> wrong = [];
        EvidencePack pack = new(fresh)
        {
            Certificates = Read(certificates, static der => Certificate.Read(der), wrong),
            Crls = Read(crls, static der => CertificateRevocationList.Read(der), wrong),
            OcspResponses = Read(responses, static der => OcspResponse.Read(der), wrong),
            Timestamps = timestamps,
        };
        return wrong.Count == 0 ? Answers.Passed(pack) : Answers.Refused<EvidencePack>([.. wrong.Take(1)]);
    }

    private static ImmutableArray<T> Read<T>(ImmutableArray<ReadOnlyMemory<byte>> parts, Func<ReadOnlyMemory<byte>, Answer<T>> read, List<Finding> wrong)
        where T : class
    {
        ImmutableArray<T>.Builder values = ImmutableArray.CreateBuilder<T>(parts.Length);
        foreach (Answer<T> answer in parts.TakeWhile(_ => wrong.Count == 0).Select(read))
        {
            if (answer.TryGetValue(out T? value))
            {
                values.Add(value);
            }
            else
            {
                wrong.AddRange(answer.Findings.Where(static f => f.Severity == Severity.Error));
            }
        }

        return values.ToImmutable();
    }

    private static string? Text(JsonElement root, string name)
        => root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A list that is not there is an empty one; null: it is something else.
    private static ImmutableArray<ReadOnlyMemory<byte>>? Parts(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement list))
        {
            return ImmutableArray<ReadOnlyMemory<byte>>.Empty;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > Limits.EvidencePackParts)
        {
            return null;
        }

        ImmutableArray<ReadOnlyMemory<byte>>.Builder parts = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(list.GetArrayLength());
        foreach (JsonElement part in list.EnumerateArray())
        {
            if (part.ValueKind != JsonValueKind.String || !part.TryGetBytesFromBase64(out byte[]? bytes) || bytes.Length == 0)
            {
                return null;
            }

            parts.Add(bytes);
        }

        return parts.MoveToImmutable();
    }

    private static Answer<EvidencePack> Malformed(string expected, string? actual) => Answers.Refused<EvidencePack>(Finding.Error(
        FindingCode.EvidencePackMalformed,
        "the evidence pack is damaged or of another kind",
        expected,
        actual));
}
