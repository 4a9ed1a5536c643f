namespace PluginSign.Binaries.MachO;

/// <summary>The embedded code signature (xnu: osfmk/kern/cs_blobs.h). Always big-endian.</summary>
internal static class MachOSignatureReader
{
    private const uint SuperBlob = 0xFADE_0CC0;
    private const uint CodeDirectory = 0xFADE_0C02;
    private const uint CmsWrapper = 0xFADE_0B01;
    private const uint AdHoc = 2;
    private const int MostBlobs = 64;

    public static MachOCodeSignature Read(ReadOnlyMemory<byte> signature, ReadingBudget budget)
    {
        ImageBytes bytes = new(signature, isBigEndian: true);
        uint count = bytes.U32(8);
        if (bytes.U32(0) != SuperBlob || bytes.U32(4) > bytes.Length || count > MostBlobs)
        {
            throw UnreadableBinaryException.Malformed("the embedded code signature is damaged", "a super blob", FormattableString.Invariant($"0x{bytes.U32(0):x8}, {count} parts"));
        }

        string? identifier = null;
        bool isAdHoc = false;
        bool hasCms = false;
        for (int i = 0; i < count; i++)
        {
            uint at = bytes.U32(16 + (8L * i));
            ImageBytes blob = bytes.Part(at, bytes.U32(at + 4L));
            switch (blob.U32(0))
            {
                case CodeDirectory when identifier is null:
                    isAdHoc = (blob.U32(12) & AdHoc) != 0;
                    identifier = budget.Text(blob.Terminated(blob.U32(20)));
                    break;
                case CmsWrapper:
                    hasCms = blob.Length > 8;
                    break;
                default:
                    // Entitlements, requirements and second directories.
                    break;
            }
        }

        return new MachOCodeSignature(identifier, isAdHoc, hasCms);
    }
}
