using System.Globalization;
using System.Text;

namespace PluginSign.Binaries.Go;

/// <summary>Go's string literals, in which build settings with blanks are written (strconv.Quote).</summary>
internal static class GoQuoting
{
    /// <summary>Splits <c>key=value</c>, each perhaps quoted.</summary>
    public static GoSetting Setting(string line)
    {
        int end = line.StartsWith('"') ? line.IndexOf('"', 1) + 1 : 0;
        int equals = line.IndexOf('=', Math.Max(end, 0));
        return equals < 0 ? new GoSetting(Unquote(line), string.Empty) : new GoSetting(Unquote(line[..equals]), Unquote(line[(equals + 1)..]));
    }

    /// <summary>The text that a literal stands for; anything that is no literal stands for itself.</summary>
    public static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != text[^1] || text[0] is not ('"' or '`'))
        {
            return text;
        }

        if (text[0] == '`')
        {
            return text[1..^1];
        }

        StringBuilder result = new(text.Length);
        for (int i = 1; i < text.Length - 1; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            int digits = text[i] switch
            {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            if (digits > 0)
            {
                if (i + digits >= text.Length
                    || !int.TryParse(text.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rune)
                    || !Rune.IsValid(rune))
                {
                    return text;
                }

                result.Append(new Rune(rune).ToString());
                i += digits;
                continue;
            }

            result.Append(text[i] switch
            {
                'a' => '\a',
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'v' => '\v',
                char c => c,
            });
        }

        return result.ToString();
    }
}
