using System.Formats.Asn1;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Signing;

/// <summary>How much password hashing a PKCS#12 file (RFC 7292, 4) asks for, read before any of it is done.</summary>
internal static class Pkcs12Cost
{
    private static readonly Asn1Tag s_context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Why the file should not be opened, or null.</summary>
    public static Finding? Refusal(ReadOnlyMemory<byte> pfx)
    {
        try
        {
            return IsTooCostly(pfx) ? KeyFindings.TooCostly() : null;
        }
        catch (AsnContentException)
        {
            return KeyFindings.Malformed("something that is no PKCS#12");
        }
    }

    // PFX ::= SEQUENCE { version, authSafe ContentInfo, macData MacData OPTIONAL }
    private static bool IsTooCostly(ReadOnlyMemory<byte> pfx)
    {
        AsnReader reader = new AsnReader(pfx, AsnEncodingRules.BER).ReadSequence();
        reader.ReadIntegerBytes();
        AsnReader contentInfo = reader.ReadSequence();
        if (reader.HasData && KeyDerivation.IsTooCostly(MacRounds(reader.ReadSequence())))
        {
            return true;
        }

        if (contentInfo.ReadObjectIdentifier() is not CmsOids.IdData)
        {
            return false; // signed instead of keyed: refused later, at no cost
        }

        byte[] safes = contentInfo.ReadSequence(s_context0).ReadOctetString();
        AsnReader authenticatedSafe = new AsnReader(safes, AsnEncodingRules.BER).ReadSequence();
        long rounds = 0;
        while (authenticatedSafe.HasData && !KeyDerivation.IsTooCostly(rounds))
        {
            int more = SafeRounds(authenticatedSafe.ReadSequence());
            rounds = more < 0 ? more : rounds + more;
        }

        return KeyDerivation.IsTooCostly(rounds);
    }

    // MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 }
    private static int MacRounds(AsnReader macData)
    {
        macData.ReadSequence();
        macData.ReadOctetString();
        if (!macData.HasData)
        {
            return 1;
        }

        return macData.TryReadInt32(out int rounds) ? rounds : -1;
    }

    // EncryptedData, RFC 5652, 8: SEQUENCE { version, SEQUENCE { contentType, contentEncryptionAlgorithm, ... } }
    private static int SafeRounds(AsnReader contentInfo)
    {
        if (contentInfo.ReadObjectIdentifier() is not CmsOids.EncryptedData)
        {
            return 0;
        }

        AsnReader encryptedData = contentInfo.ReadSequence(s_context0).ReadSequence();
        encryptedData.ReadIntegerBytes();
        AsnReader content = encryptedData.ReadSequence();
        content.ReadObjectIdentifier();
        return KeyDerivation.Rounds(content.ReadSequence());
    }
}
