using System.Formats.Asn1;

namespace PluginSign.Cli.Commands.Chain;

/// <summary>Object identifiers on the command line.</summary>
internal static class ObjectIdentifier
{
    private const int CharactersMost = 256;

    /// <summary>Whether the text is a dotted identifier that DER can write.</summary>
    public static bool IsOne(string text)
    {
        if (text.Length > CharactersMost || !text.All(static c => char.IsAsciiDigit(c) || c is '.') || !text.Contains('.', StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            new AsnWriter(AsnEncodingRules.DER).WriteObjectIdentifier(text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
