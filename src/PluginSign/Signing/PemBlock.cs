using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PluginSign.Signing;

/// <summary>One block of a PEM file (RFC 7468). The bytes may be secret: dispose clears them.</summary>
internal sealed class PemBlock : IDisposable
{
    private readonly byte[] _bytes;
    private readonly int _length;

    private PemBlock(string label, byte[] bytes, int length)
    {
        Label = label;
        _bytes = bytes;
        _length = length;
    }

    public string Label { get; }

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Every block of the file, in order; text around them is passed over.</summary>
    public static IReadOnlyList<PemBlock> ReadAll(ReadOnlySpan<byte> text)
    {
        List<PemBlock> blocks = [];
        while (PemEncoding.TryFindUtf8(text, out PemFields fields))
        {
            byte[] bytes = new byte[fields.DecodedDataLength];
            OperationStatus status = Base64.DecodeFromUtf8(text[fields.Base64Data], bytes, out _, out int written);
            blocks.Add(new PemBlock(Encoding.ASCII.GetString(text[fields.Label]), bytes, status == OperationStatus.Done ? written : 0));
            text = text[fields.Location.End..];
        }

        return blocks;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
