using System.Globalization;
using System.Text;
using PluginSign.Findings;

namespace PluginSign.Pkcs11;

/// <summary>The grammar of RFC 7512, 2.3.</summary>
internal static class Pkcs11UriReader
{
    private const string Scheme = "pkcs11:";
    private const string Unreserved = "-._~";
    private const string Available = ":[]@!$'()*+,=";
    private const string InPath = Unreserved + Available + "&";
    private const string InQuery = Unreserved + Available + "/?|";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Answer<Pkcs11Uri> Read(string text)
    {
        try
        {
            return Answers.Passed(ReadUri(text));
        }
        catch (FormatException e)
        {
            return Answers.Refused<Pkcs11Uri>(e is PinValueException ? TokenFindings.PinInUri() : TokenFindings.UriMalformed(e.Message));
        }
    }

    private static Pkcs11Uri ReadUri(string text)
    {
        if (text.Length > Limits.TokenUriCharacters)
        {
            throw new FormatException($"more than {Limits.TokenUriCharacters} characters");
        }

        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException("it does not begin with pkcs11:");
        }

        // RFC 3986, 3.4: the first question mark begins the query; inside it, more of them are plain characters.
        string[] halves = text[Scheme.Length..].Split('?', 2);
        Pkcs11Uri uri = Attributes(halves[0], ';', InPath).Aggregate(new Pkcs11Uri(), static (u, a) => WithPath(u, a.Name, a.Value));
        return halves.Length == 1 ? uri : Attributes(halves[1], '&', InQuery).Aggregate(uri, static (u, a) => WithQuery(u, a.Name, a.Value));
    }

    private static IEnumerable<(string Name, byte[] Value)> Attributes(string text, char separator, string allowed)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string attribute in text.Length == 0 ? [] : text.Split(separator))
        {
            int equals = attribute.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException("an attribute without a name or without =");
            }

            string name = attribute[..equals];
            if (name.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            {
                throw new FormatException("an attribute's name with other characters than letters, digits, - and _");
            }

            // RFC 7512, 2.3: an attribute must not stand more than once.
            if (!seen.Add(name))
            {
                throw new FormatException($"{name} stands more than once");
            }

            // Before its value is even looked at: no message may quote it.
            if (name is "pin-value")
            {
                throw new PinValueException();
            }

            yield return (name, Decode(name, attribute[(equals + 1)..], allowed));
        }
    }

    private static byte[] Decode(string name, string value, string allowed)
    {
        List<byte> octets = new(value.Length);
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c == '%')
            {
                if (i + 2 >= value.Length || !char.IsAsciiHexDigit(value[i + 1]) || !char.IsAsciiHexDigit(value[i + 2]))
                {
                    throw new FormatException($"{name} has a % without two hexadecimal digits");
                }

                octets.Add(byte.Parse(value.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else if (char.IsAsciiLetterOrDigit(c) || allowed.Contains(c, StringComparison.Ordinal))
            {
                octets.Add((byte)c);
            }
            else
            {
                throw new FormatException($"{name} has a character that must be written with %");
            }
        }

        return [.. octets];
    }

    private static Pkcs11Uri WithPath(Pkcs11Uri uri, string name, byte[] value) => name switch
    {
        "token" => uri with { Token = Text(name, value) },
        "manufacturer" => uri with { Manufacturer = Text(name, value) },
        "serial" => uri with { Serial = Text(name, value) },
        "model" => uri with { Model = Text(name, value) },
        "library-manufacturer" => uri with { LibraryManufacturer = Text(name, value) },
        "library-description" => uri with { LibraryDescription = Text(name, value) },
        "library-version" => uri with { LibraryVersion = Version(value) },
        "slot-description" => uri with { SlotDescription = Text(name, value) },
        "slot-manufacturer" => uri with { SlotManufacturer = Text(name, value) },
        "slot-id" => uri with { SlotId = Number(name, Text(name, value)) },
        "object" => uri with { ObjectLabel = Text(name, value) },
        "id" => uri with { Id = value.Length > 0 ? [.. value] : throw new FormatException("id is empty") },
        "type" => Text(name, value) is "private" ? uri : throw new FormatException("type is another than private: what signs is a private key"),
        _ => throw new FormatException($"{name} is no attribute of the path that is known"),
    };

    private static Pkcs11Uri WithQuery(Pkcs11Uri uri, string name, byte[] value) => name switch
    {
        "module-path" => uri with { ModulePath = Absolute(Text(name, value)) },
        "module-name" => throw new FormatException("module-name would have to be searched for: give module-path"),
        "pin-source" => uri with { PinFile = FileOf(Text(name, value)) },
        _ => throw new FormatException($"{name} is no attribute of the query that is known"),
    };

    private static string Text(string name, byte[] value)
    {
        try
        {
            string text = StrictUtf8.GetString(value);
            return text.Contains('\0', StringComparison.Ordinal) ? throw new FormatException($"{name} has a zero character") : text;
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"{name} is not UTF-8", e);
        }
    }

    private static string Version(byte[] value)
    {
        string text = Text("library-version", value);
        string[] parts = text.Split('.');
        return parts.Length <= 2 && parts.All(static p => byte.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? text
            : throw new FormatException("library-version is not like 2.6");
    }

    private static ulong Number(string name, string text)
        => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : throw new FormatException($"{name} is no number");

    // A bare name would be searched for in places that others can write to.
    private static string Absolute(string path)
        => Path.IsPathFullyQualified(path) ? path : throw new FormatException("module-path is not an absolute path");

    // RFC 7512, 2.4: a value that begins with | is a command to run. Ours is a file, as URI (RFC 8089) or as plain path.
    private static string FileOf(string source)
    {
        if (source.StartsWith('|'))
        {
            throw new FormatException("pin-source is a command, and no command is run");
        }

        string path = source;
        if (source.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            path = source["file:".Length..];
            path = path.StartsWith("//", StringComparison.Ordinal) ? AfterHost(path[2..]) : path;
            path = Text("pin-source", Decode("pin-source", path, InQuery + "&;"));
        }

        return path.Length > 0 && (path[0] == '/' || !path.Contains(':', StringComparison.Ordinal) || Path.IsPathFullyQualified(path))
            ? path
            : throw new FormatException("pin-source is not file:PATH");
    }

    private static string AfterHost(string path)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0 && path[..slash] is ("" or "localhost") ? path[slash..] : throw new FormatException("pin-source names another host");
    }

    private sealed class PinValueException : FormatException;
}
