using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>What can be wrong with a token, in words.</summary>
internal static class TimestampFindings
{
    public static Finding Malformed(string actual) => Finding.Error(
        FindingCode.TimestampMalformed, "the timestamp is malformed", "an RFC 3161 token: SignedData over one TSTInfo, with one signer", actual);

    /// <summary>A structure that the one reader of SignedData refuses, said of a token.</summary>
    public static Finding Malformed(Finding structure)
        => Malformed(structure.Code == FindingCode.SignatureMalformed ? structure.Actual ?? structure.Message : $"{structure.Message}: {structure.Actual}");

    public static Finding TooLarge(int bytes) => Finding.Error(
        FindingCode.TimestampTooLarge, "the timestamp is too large", $"{Limits.TimestampBytes} bytes at most", $"{bytes} bytes");

    public static Finding OtherImprint(TimestampImprint found, ReadOnlySpan<byte> stamped) => Finding.Error(
        FindingCode.TimestampImprintMismatch,
        "the timestamp is over something else than this signature",
        $"{found.Algorithm.Name()} {Convert.ToHexStringLower(found.Algorithm.Hash(stamped))}",
        found.ToString());

    public static Finding Algorithm(string what, string? actual) => Finding.Error(
        FindingCode.TimestampAlgorithm, $"the timestamp rests on an algorithm that is broken or not supported: {what}", "sha256, sha384 or sha512", actual);

    public static Finding Invalid(string message, string? expected, string? actual)
        => Finding.Error(FindingCode.TimestampSignatureInvalid, message, expected, actual);

    public static Finding NoCertificate(string signer) => Finding.Error(
        FindingCode.TimestampCertificateMissing,
        "the certificate that signed the timestamp is neither in it nor among the given intermediates",
        signer,
        "no such certificate");

    public static Finding NoCertificateId() => Finding.Error(
        FindingCode.TimestampCertificateIdMissing,
        "the timestamp does not say which certificate signed it",
        "a signing-certificate attribute (RFC 3161, 2.4.2 and RFC 5816)",
        "none");

    public static Finding OtherCertificate(string actual) => Finding.Error(
        FindingCode.TimestampCertificateIdMismatch,
        "the timestamp names another certificate than the one that signed it",
        "the certificate of the signing-certificate attribute (RFC 5816)",
        actual);

    public static Finding OldCertificateId() => Finding.Note(
        FindingCode.TimestampCertificateIdOld,
        "the timestamp names its signer's certificate by SHA-1, as before RFC 5816",
        "a signing-certificate-v2 attribute",
        "a signing-certificate attribute alone");

    public static Finding Misplaced() => Finding.Error(
        FindingCode.TimestampMisplaced,
        "a timestamp stands among the signed attributes, where it cannot be over the signature",
        "an unsigned attribute (RFC 3161, appendix A)",
        "a signed attribute");
}
