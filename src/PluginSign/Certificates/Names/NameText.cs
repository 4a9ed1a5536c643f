using System.Collections.Immutable;
using System.Text;

namespace PluginSign.Certificates;

/// <summary>A name as a person reads it: most specific part first, the escapes of RFC 4514, 2.4.</summary>
internal static class NameText
{
    public static string Write(ImmutableArray<ImmutableArray<NameAttribute>> relativeNames)
    {
        StringBuilder text = new();
        for (int i = relativeNames.Length - 1; i >= 0; i--)
        {
            text.Append(text.Length == 0 ? string.Empty : ", ");
            for (int j = 0; j < relativeNames[i].Length; j++)
            {
                text.Append(j == 0 ? string.Empty : " + ");
                Write(text, relativeNames[i][j]);
            }
        }

        return text.Length == 0 ? "(no name)" : text.ToString();
    }

    private static void Write(StringBuilder text, NameAttribute attribute)
    {
        text.Append(ShortName(attribute.Oid)).Append('=');
        if (attribute.Text is not { } value)
        {
            text.Append('#').Append(Convert.ToHexStringLower(attribute.Encoded.Span));
            return;
        }

        for (int i = 0; i < value.Length; i++)
        {
            bool edge = (value[i] is ' ' && (i == 0 || i == value.Length - 1)) || (value[i] is '#' && i == 0);
            if (edge || value[i] is ',' or '+' or '"' or '\\' or '<' or '>' or ';')
            {
                text.Append('\\');
            }

            text.Append(value[i]);
        }
    }

    private static string ShortName(string oid) => oid switch
    {
        "2.5.4.3" => "CN",
        "2.5.4.5" => "SERIALNUMBER",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "STREET",
        "2.5.4.10" => "O",
        CertificateOids.OrganizationalUnit => "OU",
        "0.9.2342.19200300.100.1.1" => "UID",
        "0.9.2342.19200300.100.1.25" => "DC",
        CertificateOids.EmailAddress => "E",
        _ => oid,
    };
}
