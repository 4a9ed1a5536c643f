using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PluginSign.Findings;

namespace PluginSign.Verification.Reports;

/// <summary>Writes a report as one JSON document of the schema <c>pluginsign.report/1</c>, a file at a time. Everything outside ASCII is escaped, so a hostile name stays text.</summary>
/// <remarks>The verdict of all stands at the end, since it is known no sooner. Not for several threads.</remarks>
public sealed class JsonReportWriter : IReportWriter, IDisposable
{
    /// <summary>The schema of the document.</summary>
    public const string Schema = "pluginsign.report/1";

    private readonly TextWriter _output;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>A writer of one report.</summary>
    /// <param name="output">Where the document goes; it stays the caller's.</param>
    public JsonReportWriter(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" });
    }

    /// <inheritdoc/>
    public void Begin(DateTimeOffset validationTime)
    {
        _json.WriteStartObject();
        _json.WriteString("schema", Schema);
        _json.WriteString("validationTime", UtcText.Of(validationTime));
        _json.WriteStartArray("results");
        Flush();
    }

    /// <inheritdoc/>
    public void Write(ReportResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _json.WriteStartObject();
        Text("path", result.Path);
        Text("canonicalPath", result.CanonicalPath);
        if (result.Size is { } size)
        {
            _json.WriteNumber("size", size);
        }

        Text("sha256", result.Sha256);
        Text("verdict", result.Verdict);
        Each("signers", result.Signers, Write);
        Each("checks", result.Checks, Write);
        Each("findings", result.Findings, Write);
        _json.WriteEndObject();
        Flush();
    }

    /// <inheritdoc/>
    public void Finish(Verdict verdict)
    {
        _json.WriteEndArray();
        _json.WriteString("verdict", ReportWords.Of(verdict));
        _json.WriteEndObject();
        Flush();
        _output.Write('\n');
    }

    /// <summary>Gives back what it holds. it finishes no document: one that was not finished is not whole.</summary>
    public void Dispose() => _json.Dispose();

    private void Write(ReportSigner signer)
    {
        Text("subject", signer.Subject);
        Text("issuer", signer.Issuer);
        Text("fingerprint", signer.Fingerprint);
        Text("algorithm", signer.Algorithm);
        Text("verdict", signer.Verdict);
        Text("signingTime", signer.SigningTime);
        Text("timestamp", signer.Timestamp);
    }

    private void Write(ReportCheck check)
    {
        Text("check", check.Check);
        Text("result", check.Result);
    }

    private void Write(ReportFinding finding)
    {
        Text("code", finding.Code);
        Text("severity", finding.Severity);
        Text("check", finding.Check);
        Text("message", finding.Message);
        Text("expected", finding.Expected);
        Text("actual", finding.Actual);
        Text("hint", finding.Hint);
        Text("rule", finding.Rule);
    }

    private void Each<T>(string name, ImmutableArray<T> items, Action<T> write)
        where T : class
    {
        _json.WriteStartArray(name);
        foreach (T item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    // A field that does not apply is absent.
    private void Text(string name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
    }

    private void Flush()
    {
        _json.Flush();
        _output.Write(Encoding.ASCII.GetString(_buffer.WrittenSpan));
        _buffer.ResetWrittenCount();
    }
}
