using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>The attributes that RFC 5652, 11 defines, each checked against what it must say.</summary>
internal static class AttributeChecks
{
    private const string SignAgain = "sign again";

    /// <summary>RFC 5652, 11.1: once, with one value, and that value is the type of the content.</summary>
    public static void ContentType(SignedAttributes attributes, List<Finding> findings)
    {
        ImmutableArray<CmsAttribute> all = attributes.All(CmsOids.ContentType);
        if (all.IsEmpty)
        {
            findings.Add(Finding.Error(
                FindingCode.ContentTypeMissing, "the signer does not say what type of content was signed", "a content-type attribute", "none"));
            return;
        }

        if (IsRepeated(all))
        {
            findings.Add(Finding.Error(
                FindingCode.ContentTypeRepeated,
                "the signer gives the type of content more than once",
                "one content-type attribute with one value",
                "more"));
            return;
        }

        string actual = all[0].Values.IsEmpty ? "no value" : ObjectIdentifier(all[0].Values[0]);
        if (actual is not CmsOids.IdData)
        {
            findings.Add(Finding.Error(
                FindingCode.ContentTypeMismatch,
                "the signer signed another type of content",
                $"id-data ({CmsOids.IdData})",
                actual));
        }
    }

    /// <summary>RFC 5652, 11.2: once, with one value, and that value is the content's digest.</summary>
    /// <exception cref="ArgumentException">The caller has not hashed the content with the signer's algorithm.</exception>
    public static void MessageDigest(SignedAttributes attributes, DigestAlgorithm algorithm, IReadOnlyList<ContentDigest> digests, List<Finding> findings)
    {
        ImmutableArray<CmsAttribute> all = attributes.All(CmsOids.MessageDigest);
        if (all.IsEmpty)
        {
            findings.Add(Finding.Error(
                FindingCode.MessageDigestMissing, "the signer does not say what the content's digest is", "a message-digest attribute", "none"));
            return;
        }

        if (IsRepeated(all))
        {
            findings.Add(Finding.Error(
                FindingCode.MessageDigestRepeated,
                "the signer gives the content's digest more than once",
                "one message-digest attribute with one value",
                "more"));
            return;
        }

        ReadOnlyMemory<byte>? signed = all[0].Values.IsEmpty ? null : OctetString(all[0].Values[0]);
        if (signed is null || (algorithm != DigestAlgorithm.None && signed.Value.Length != algorithm.Size()))
        {
            string expected = algorithm == DigestAlgorithm.None ? "an octet string" : $"{algorithm.Size()} bytes of {algorithm.Name()}";
            string actual = signed is null ? "something else" : $"{signed.Value.Length} bytes";
            findings.Add(Finding.Error(FindingCode.MessageDigestMalformed, "the digest that the signer gives is malformed", expected, actual));
        }
        else if (algorithm != DigestAlgorithm.None)
        {
            Compare(signed.Value.Span, algorithm, digests, findings);
        }
    }

    /// <summary>RFC 5652, 11.3: optional; at most once, with one value; UTCTime from 1950 to 2049 and GeneralizedTime outside, without fractions.</summary>
    public static DateTimeOffset? SigningTime(SignedAttributes attributes, List<Finding> findings)
    {
        ImmutableArray<CmsAttribute> all = attributes.All(CmsOids.SigningTime);
        if (all.IsEmpty)
        {
            return null;
        }

        string actual = IsRepeated(all) ? "more than one" : "something else";
        if (!IsRepeated(all) && !all[0].Values.IsEmpty && Time(all[0].Values[0]) is { } time)
        {
            return time;
        }

        findings.Add(Finding.Error(
            FindingCode.SigningTimeMalformed,
            "the time of signing that the signer gives is malformed",
            "one time: UTCTime until 2049, GeneralizedTime after (RFC 5652, 11.3)",
            actual));
        return null;
    }

    private static void Compare(ReadOnlySpan<byte> signed, DigestAlgorithm algorithm, IReadOnlyList<ContentDigest> digests, List<Finding> findings)
    {
        ContentDigest found = digests.FirstOrDefault(d => d.Algorithm == algorithm)
            ?? throw new ArgumentException($"the content's {algorithm.Name()} digest is missing: hash it with every algorithm of DigestAlgorithms", nameof(digests));
        if (!found.IsEqualTo(signed))
        {
            findings.Add(Finding.Error(
                FindingCode.ContentChanged,
                "the file is not what was signed",
                $"{algorithm.Name()} {Convert.ToHexStringLower(signed)}",
                found.ToString()));
        }
    }

    private static bool IsRepeated(ImmutableArray<CmsAttribute> all) => all.Length > 1 || all[0].Values.Length > 1;

    private static string ObjectIdentifier(ReadOnlyMemory<byte> value)
    {
        try
        {
            return AsnDecoder.ReadObjectIdentifier(value.Span, AsnEncodingRules.DER, out _);
        }
        catch (AsnContentException)
        {
            return "something else";
        }
    }

    private static byte[]? OctetString(ReadOnlyMemory<byte> value)
    {
        try
        {
            return AsnDecoder.ReadOctetString(value.Span, AsnEncodingRules.DER, out _);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Time(ReadOnlyMemory<byte> value)
    {
        try
        {
            AsnReader reader = new(value, AsnEncodingRules.DER);
            if (reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime))
            {
                return reader.ReadUtcTime(twoDigitYearMax: 2049);
            }

            DateTimeOffset time = reader.ReadGeneralizedTime();
            return time.Year is >= 1950 and <= 2049 || time.Ticks % TimeSpan.TicksPerSecond != 0 ? null : time;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
