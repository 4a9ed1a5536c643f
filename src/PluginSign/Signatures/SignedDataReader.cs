using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>Takes a SignedData apart (RFC 5652, 3 and 5.1), as strictly as its <see cref="SignedDataProfile"/> says. Structure only: no signer is judged here.</summary>
internal static class SignedDataReader
{
    private static readonly Asn1Tag s_context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag s_context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    public static Answer<SignedDataParts> Read(ReadOnlyMemory<byte> encoded, SignedDataProfile profile)
    {
        if (profile.IsDer && DerEnvelope.Refusal(encoded.Span) is { } refusal)
        {
            return Answers.Refused<SignedDataParts>(refusal);
        }

        try
        {
            return ReadContentInfo(new AsnReader(encoded, profile.Rules), profile);
        }
        catch (AsnContentException e)
        {
            return Answers.Refused<SignedDataParts>(profile.IsDer ? Unreadable(encoded.Span, e) : DerEnvelope.Malformed(e.Message.TrimEnd('.')));
        }
    }

    /// <summary>The finding for bytes that the DER reader could not read.</summary>
    public static Finding Unreadable(ReadOnlySpan<byte> der, AsnContentException e)
        => BerTrace.Find(der) is { } ber ? DerEnvelope.NotDer(ber) : DerEnvelope.Malformed(e.Message.TrimEnd('.'));

    private static Answer<SignedDataParts> ReadContentInfo(AsnReader outer, SignedDataProfile profile)
    {
        AsnReader contentInfo = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        string contentType = contentInfo.ReadObjectIdentifier();
        if (contentType is not CmsOids.SignedData)
        {
            return Answers.Refused<SignedDataParts>(Finding.Error(
                FindingCode.NotSignedData,
                "the file is a CMS structure, but not a signature",
                "SignedData",
                NameOf(contentType)));
        }

        AsnReader content = contentInfo.ReadSequence(s_context0);
        contentInfo.ThrowIfNotEmpty();
        AsnReader signedData = content.ReadSequence();
        content.ThrowIfNotEmpty();
        return ReadSignedData(signedData, profile);
    }

    private static Answer<SignedDataParts> ReadSignedData(AsnReader signedData, SignedDataProfile profile)
    {
        int version = signedData.TryReadInt32(out int number) ? number : -1;
        if (version is < 1 or > 5)
        {
            return Answers.Refused<SignedDataParts>(WrongVersion("SignedData", "1 to 5", version == -1 ? "another number" : $"{version}"));
        }

        ImmutableArray<ReadOnlyMemory<byte>> digests = DerSet.Read(signedData, Asn1Tag.SetOf, Limits.Signers);
        if (ReadContent(signedData.ReadSequence(), profile, out ReadOnlyMemory<byte> content) is { } refusal)
        {
            return Answers.Refused<SignedDataParts>(refusal);
        }

        ImmutableArray<ReadOnlyMemory<byte>> certificates = signedData.HasData && signedData.PeekTag() == s_context0
            ? DerSet.Read(signedData, s_context0, Limits.BagCertificates)
            : [];
        ReadOnlyMemory<byte> crls = signedData.HasData && signedData.PeekTag() == s_context1 ? signedData.ReadEncodedValue() : default;
        ImmutableArray<ReadOnlyMemory<byte>> signers = DerSet.Read(signedData, Asn1Tag.SetOf, profile.Signers);
        signedData.ThrowIfNotEmpty();

        SignedDataParts parts = new(digests, certificates, crls, signers) { Content = content };
        return (CapRefusal(parts, profile) ?? (profile.IsDer ? OrderRefusal(parts) ?? VersionRefusal(parts, version) : null)) is { } wrong
            ? Answers.Refused<SignedDataParts>(wrong)
            : Answers.Passed(parts);
    }

    // RFC 5652, 5.2. Beside a plugin, content inside the file would be something else than the plugin: which of the two was verified?
    private static Finding? ReadContent(AsnReader encapsulated, SignedDataProfile profile, out ReadOnlyMemory<byte> content)
    {
        content = default;
        string type = encapsulated.ReadObjectIdentifier();
        bool hasContent = encapsulated.HasData && encapsulated.PeekTag().HasSameClassAndValue(s_context0);
        if (profile.IsDetached && hasContent)
        {
            return Finding.Error(
                FindingCode.SignatureAttached,
                "the signature has its own copy of the content inside",
                "a detached signature",
                "an attached one");
        }

        if (!string.Equals(type, profile.ContentType, StringComparison.Ordinal))
        {
            return Finding.Error(
                FindingCode.ContentTypeMismatch,
                "the signature is over another type of content",
                $"{profile.ContentName} ({profile.ContentType})",
                type);
        }

        if (!profile.IsDetached)
        {
            AsnReader inside = encapsulated.ReadSequence(s_context0);
            content = inside.ReadOctetString();
            inside.ThrowIfNotEmpty();
        }

        encapsulated.ThrowIfNotEmpty();
        return null;
    }

    private static Finding? CapRefusal(SignedDataParts parts, SignedDataProfile profile)
    {
        if (parts.SignerInfos.IsEmpty)
        {
            return Finding.Error(FindingCode.NoSigner, "nobody has signed: the signature has no signer", "1 signer or more", "none");
        }

        if (parts.SignerInfos.Length > profile.Signers)
        {
            return Finding.Error(FindingCode.TooManySigners, "the signature has too many signers", $"{profile.Signers} at most", "more");
        }

        if (parts.Certificates.Length > Limits.BagCertificates)
        {
            return Finding.Error(FindingCode.TooManyCertificates, "the signature carries too many certificates", $"{Limits.BagCertificates} at most", "more");
        }

        return parts.DigestAlgorithms.Length > Limits.Signers ? DerEnvelope.Malformed("more digest algorithms than signers are allowed") : null;
    }

    private static Finding? OrderRefusal(SignedDataParts parts)
        => DerSet.IsSorted(parts.DigestAlgorithms) && DerSet.IsSorted(parts.Certificates) && DerSet.IsSorted(parts.SignerInfos)
            ? null
            : DerEnvelope.NotDer("a set out of order");

    private static Finding? VersionRefusal(SignedDataParts parts, int version)
        => parts.RequiredVersion() is int required && required != version
            ? WrongVersion("SignedData", $"{required}", $"{version}")
            : null;

    public static Finding WrongVersion(string structure, string expected, string actual) => Finding.Error(
        FindingCode.SignatureVersion,
        "the signature has a version number that its parts do not allow",
        $"{structure} version {expected}",
        actual);

    private static string NameOf(string contentType) => contentType switch
    {
        CmsOids.IdData => "plain data",
        CmsOids.EnvelopedData => "enveloped (encrypted) data",
        CmsOids.DigestedData => "digested data",
        CmsOids.EncryptedData => "encrypted data",
        CmsOids.AuthenticatedData => "authenticated data",
        _ => contentType,
    };
}
