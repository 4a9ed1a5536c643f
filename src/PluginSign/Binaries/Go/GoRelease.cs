using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PluginSign.Binaries.Go;

/// <summary>A release of Go: the minor number, and what of the runtime's layout follows from it.</summary>
/// <param name="Minor">23 for go1.23.5.</param>
public sealed record GoRelease(int Minor)
{
    /// <summary>The last release whose linker's names have dots.</summary>
    internal const int LastWithDots = 19;

    private const int First = 18;
    private const int Last = 25;

    /// <summary>From 1.20 on the linker's own names have colons (<c>go:link.pkghash.</c>) in place of dots.</summary>
    internal bool HasColonNames => Minor > LastWithDots;

    /// <summary>Where the runtime's list of modules has its link. A plugin with another offset writes into the wrong field of the host.</summary>
    internal int NextOffset => Minor switch
    {
        <= 19 => 0x220,
        20 => 0x230,
        21 or 22 => 0x248,
        _ => 0x240,
    };

    internal int TypesOffset => Minor <= 19 ? 280 : 296;

    /// <summary>Reads <c>go1.23.5</c>, <c>go1.21rc2</c>, <c>go1.22.1 X:rangefunc</c>; false for other texts and for releases whose layout is not known.</summary>
    internal static bool TryParse(string version, [NotNullWhen(true)] out GoRelease? release)
    {
        release = null;
        if (!version.StartsWith("go1.", StringComparison.Ordinal))
        {
            return false;
        }

        string digits = new([.. version.Skip(4).TakeWhile(char.IsAsciiDigit).Take(4)]);
        char after = version.Length > 4 + digits.Length ? version[4 + digits.Length] : '.';
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int minor) && minor is >= First and <= Last && after is ('.' or ' ' or 'r' or 'b' or '-'))
        {
            release = new GoRelease(minor);
        }

        return release is not null;
    }
}
