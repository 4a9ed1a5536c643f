using System.Formats.Asn1;
using PluginSign.Findings;

namespace PluginSign.Signing;

/// <summary>How much work an encrypted key asks for before it can be opened. The number stands in the file, so it is capped before it is obeyed.</summary>
internal static class KeyDerivation
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";

    /// <summary>Why an EncryptedPrivateKeyInfo (RFC 5958, 3) should not be opened, or null.</summary>
    public static Finding? Refusal(ReadOnlyMemory<byte> encryptedPrivateKeyInfo)
    {
        try
        {
            return IsTooCostly(Rounds(new AsnReader(encryptedPrivateKeyInfo, AsnEncodingRules.BER).ReadSequence().ReadSequence())) ? KeyFindings.TooCostly() : null;
        }
        catch (AsnContentException)
        {
            return KeyFindings.Malformed("an encrypted key in a form that is not supported");
        }
    }

    public static bool IsTooCostly(long rounds) => rounds is < 0 or > Limits.KeyDerivationIterations;

    /// <summary>The rounds that an AlgorithmIdentifier of password-based encryption asks for; negative when they do not fit a number.</summary>
    /// <exception cref="AsnContentException">It is none that is known.</exception>
    public static int Rounds(AsnReader algorithm)
    {
        // RFC 8018, A.3 (PBES1), A.4 (PBES2), and RFC 7292, C: all but PBES2 have SEQUENCE { salt, iterationCount }.
        string oid = algorithm.ReadObjectIdentifier();
        AsnReader parameters = algorithm.ReadSequence();
        if (oid is Pbes2)
        {
            AsnReader derivation = parameters.ReadSequence();
            if (derivation.ReadObjectIdentifier() is not Pbkdf2)
            {
                throw new AsnContentException("another key derivation than PBKDF2");
            }

            parameters = derivation.ReadSequence();
        }

        parameters.ReadEncodedValue();
        return parameters.TryReadInt32(out int rounds) ? rounds : -1;
    }
}
