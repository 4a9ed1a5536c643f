using System.Reflection.PortableExecutable;
using PluginSign.Findings;

namespace PluginSign.Binaries.Pe;

/// <summary>What lies behind the sections: the certificate table, COFF symbols, and bytes that nobody loads.</summary>
internal sealed class PeTail
{
    private const int CertificateHeaderBytes = 8;
    private const int CertificateAlignment = 8;
    private const int SymbolBytes = 18;

    public long OverlayBytes { get; private set; }

    public long CertificateBytes { get; private set; }

    public int Certificates { get; private set; }

    public long CertificatePadding { get; private set; }

    public static PeTail Read(PeImage image)
    {
        PeTail tail = new();
        tail.ReadCertificates(image);
        tail.OverlayBytes = Math.Max(0, image.Bytes.Length - image.SectionsEnd - tail.CertificateBytes - SymbolTableBytes(image));
        return tail;
    }

    public IEnumerable<Finding> Findings()
    {
        if (OverlayBytes > 0)
        {
            yield return Finding.Warning(
                FindingCode.PeOverlay,
                "the file has bytes behind its last section that nothing loads",
                "0",
                FormattableString.Invariant($"{OverlayBytes} bytes"),
                "see that the signature covers the whole file, and ask the publisher what the bytes are for");
        }

        if (CertificatePadding > 0)
        {
            yield return Finding.Warning(
                FindingCode.PeCertificatePadding,
                "the certificate table has bytes that belong to no certificate; Authenticode does not cover them",
                "0",
                FormattableString.Invariant($"{CertificatePadding} bytes"),
                "rely on a signature over the whole file");
        }
    }

    // The one directory whose address is an offset in the file.
    private void ReadCertificates(PeImage image)
    {
        DirectoryEntry directory = image.Header.CertificateTableDirectory;
        if (directory.RelativeVirtualAddress == 0 && directory.Size == 0)
        {
            return;
        }

        ImageBytes table = image.Bytes.Part(directory.RelativeVirtualAddress, directory.Size);
        if (directory.RelativeVirtualAddress < image.SectionsEnd)
        {
            throw UnreadableBinaryException.Malformed(
                "the certificate table lies within the sections",
                FormattableString.Invariant($"from offset {image.SectionsEnd} on"),
                FormattableString.Invariant($"offset {directory.RelativeVirtualAddress}"));
        }

        CertificateBytes = directory.Size;
        long at = 0;
        while (at + CertificateHeaderBytes <= table.Length)
        {
            uint length = table.U32(at);
            if (length < CertificateHeaderBytes || length > table.Length - at)
            {
                break;
            }

            Certificates++;
            at += (length + CertificateAlignment - 1L) / CertificateAlignment * CertificateAlignment;
        }

        CertificatePadding = Math.Max(0, table.Length - at);
    }

    // Behind the symbols stands a table of strings that begins with its own size.
    private static long SymbolTableBytes(PeImage image)
    {
        long at = image.Headers.CoffHeader.PointerToSymbolTable;
        if (at <= 0 || at < image.SectionsEnd)
        {
            return 0;
        }

        long symbols = (long)SymbolBytes * image.Headers.CoffHeader.NumberOfSymbols;
        long strings = at + symbols;
        return symbols < 0 || strings + 4 > image.Bytes.Length
            ? 0
            : Math.Min(symbols + image.Bytes.U32(strings), image.Bytes.Length - at);
    }
}
