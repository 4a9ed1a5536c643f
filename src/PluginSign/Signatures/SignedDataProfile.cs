using System.Formats.Asn1;

namespace PluginSign.Signatures;

/// <summary>What a SignedData must look like in one of its uses. Everything that differs between the uses stands here, so that there is one reader.</summary>
internal sealed record SignedDataProfile
{
    /// <summary>A plugin's signature: DER, over plain data that lies beside it.</summary>
    public static SignedDataProfile Plugin { get; } = new()
    {
        Rules = AsnEncodingRules.DER,
        ContentType = CmsOids.IdData,
        ContentName = "id-data",
        IsDetached = true,
        Signers = Limits.Signers,
    };

    /// <summary>
    /// A timestamp token (RFC 3161, 2.4.2): one signer over a TSTInfo inside. Authorities write BER lengths and sets out of order, and some the wrong version, which decides nothing here.
    /// </summary>
    public static SignedDataProfile Timestamp { get; } = new()
    {
        Rules = AsnEncodingRules.BER,
        ContentType = CmsOids.TimestampInfo,
        ContentName = "id-ct-TSTInfo",
        IsDetached = false,
        Signers = 1,
    };

    /// <summary>How it is encoded. DER also demands sorted sets and the version that belongs to the parts.</summary>
    public required AsnEncodingRules Rules { get; init; }

    /// <summary>The type of the content (RFC 5652, 5.2).</summary>
    public required string ContentType { get; init; }

    /// <summary>The name of that type in its standard.</summary>
    public required string ContentName { get; init; }

    /// <summary>Whether the content must lie beside it; else it must be inside.</summary>
    public required bool IsDetached { get; init; }

    /// <summary>The most signers.</summary>
    public required int Signers { get; init; }

    /// <summary>Whether it must be DER.</summary>
    public bool IsDer => Rules == AsnEncodingRules.DER;
}
