using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Signatures.Timestamps;

/// <summary>Puts a token where it belongs: into the unsigned attributes of the signer that it is over, or of the token that it is over, however deep.</summary>
internal static class TimestampWriter
{
    private static readonly Asn1Tag s_context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag s_unsigned = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>The signer's new SignerInfo; null when the token is over nothing in it. All other parts are copied as they stand.</summary>
    /// <exception cref="AsnContentException">A part that must be written again is not in DER.</exception>
    public static byte[]? Attach(CmsSigner signer, TimestampToken token, int depth)
    {
        if (token.IsOver(signer))
        {
            return WithUnsigned(signer, [.. Attributes(signer), Attribute(token.Encoded)]);
        }

        if (depth >= Limits.TimestampDepth)
        {
            return null;
        }

        foreach (ReadOnlyMemory<byte> value in TimestampAttributes.Tokens(signer))
        {
            if (TimestampToken.Read(value).TryGetValue(out TimestampToken? old) && Attach(old.Signer, token, depth + 1) is { } renewed)
            {
                return WithUnsigned(signer, [.. Attributes(signer).Select(a => Replaced(a, value, WithSigner(old, renewed)))]);
            }
        }

        return null;
    }

    private static ImmutableArray<ReadOnlyMemory<byte>> Attributes(CmsSigner signer)
        => signer.UnsignedAttributes.IsEmpty ? [] : DerSet.Read(new AsnReader(signer.UnsignedAttributes, AsnEncodingRules.DER), s_unsigned, Limits.Attributes);

    private static byte[] Attribute(params IEnumerable<ReadOnlyMemory<byte>> tokens)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CmsOids.TimestampToken);
            using (writer.PushSetOf())
            {
                foreach (ReadOnlyMemory<byte> token in tokens)
                {
                    Copy(writer, token);
                }
            }
        }

        return writer.Encode();
    }

    private static ReadOnlyMemory<byte> Replaced(ReadOnlyMemory<byte> attribute, ReadOnlyMemory<byte> old, byte[] renewed)
    {
        CmsAttribute read = CmsAttribute.Read(attribute);
        bool holds = read.Oid is CmsOids.TimestampToken && read.Values.Any(v => v.Span.SequenceEqual(old.Span));
        return holds ? Attribute(read.Values.Select(v => v.Span.SequenceEqual(old.Span) ? renewed : v)) : attribute;
    }

    private static byte[] WithUnsigned(CmsSigner signer, IEnumerable<ReadOnlyMemory<byte>> attributes)
    {
        AsnReader old = new AsnReader(signer.Encoded, AsnEncodingRules.DER).ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            // Version, identifier, digest, signed attributes, algorithm and signature stay; the unsigned attributes are always the last.
            while (old.HasData && old.PeekTag() != s_unsigned)
            {
                Copy(writer, old.ReadEncodedValue());
            }

            using (writer.PushSetOf(s_unsigned))
            {
                foreach (ReadOnlyMemory<byte> attribute in attributes)
                {
                    Copy(writer, attribute);
                }
            }
        }

        return writer.Encode();
    }

    // ContentInfo { signedData, [0] SignedData { ..., SET { SignerInfo } } }: the set of signers is the last element.
    private static byte[] WithSigner(TimestampToken token, byte[] signerInfo)
    {
        AsnReader contentInfo = new AsnReader(token.Encoded, AsnEncodingRules.DER).ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Copy(writer, contentInfo.ReadEncodedValue());
            AsnReader signedData = contentInfo.ReadSequence(s_context0).ReadSequence();
            using (writer.PushSequence(s_context0))
            using (writer.PushSequence())
            {
                while (signedData.HasData)
                {
                    ReadOnlyMemory<byte> part = signedData.ReadEncodedValue();
                    if (signedData.HasData)
                    {
                        Copy(writer, part);
                    }
                }

                using (writer.PushSetOf())
                {
                    writer.WriteEncodedValue(signerInfo);
                }
            }
        }

        return writer.Encode();
    }

    // AsnWriter throws what only a caller's mistake deserves; a token of others may be in BER.
    private static void Copy(AsnWriter writer, ReadOnlyMemory<byte> value)
    {
        AsnReader reader = new(value, AsnEncodingRules.DER);
        writer.WriteEncodedValue(reader.ReadEncodedValue().Span);
        reader.ThrowIfNotEmpty();
    }
}
