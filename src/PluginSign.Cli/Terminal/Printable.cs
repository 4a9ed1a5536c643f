using System.Globalization;
using System.Text;

namespace PluginSign.Cli.Terminal;

/// <summary>Makes hostile text safe to print: a name in a certificate must not move the cursor, start a new line or turn the text around.</summary>
internal static class Printable
{
    public static string Of(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
            {
                return Escape(text);
            }
        }

        return text;
    }

    private static string Escape(string text)
    {
        StringBuilder safe = new(text.Length + 16);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            // A lone surrogate is no character: it is shown as its number.
            Decode(rest, out Rune rune, out int length, out bool isCharacter);
            if (isCharacter && !IsHostile(rune))
            {
                safe.Append(rest[..length]);
            }
            else
            {
                // The byte of a name that is no UTF-8 came as such a half (ProcessNames), and is shown as the byte that it was.
                int number = isCharacter ? rune.Value : rest[0];
                bool isByte = !isCharacter && number is >= 0xDC80 and <= 0xDCFF;
                safe.Append(isByte ? string.Create(CultureInfo.InvariantCulture, $"\\x{number - 0xDC00:x2}") : string.Create(CultureInfo.InvariantCulture, $"\\u{{{number:x}}}"));
            }

            rest = rest[length..];
        }

        return safe.ToString();
    }

    private static void Decode(ReadOnlySpan<char> text, out Rune rune, out int length, out bool isCharacter)
    {
        isCharacter = Rune.DecodeFromUtf16(text, out rune, out length) == System.Buffers.OperationStatus.Done;
        length = Math.Max(1, length);
    }

    // Control: C0, DEL, C1. Format: the marks that turn text around (U+202E) or vanish (U+200B). Separators other than the
    // space: they look like one, or like a new line.
    private static bool IsHostile(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => rune.Value != ' ',
        _ => false,
    };
}
