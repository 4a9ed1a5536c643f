using System.Buffers;
using System.Net;

namespace PluginSign.Certificates;

/// <summary>Whether a name lies in a subtree, for each kind of name (RFC 5280, 4.2.1.10). Names of one and the same kind only.</summary>
internal static class NameMatching
{
    // RFC 3986, 3.2.1.
    private static readonly SearchValues<char> UserInfo =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:%");

    // RFC 3986, 3.1.
    private static readonly SearchValues<char> SchemeText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    // RFC 4291, 2.5.5.2: ::ffff:0:0/96.
    private static readonly byte[] MappedPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

    // RFC 5322, 3.2.3.
    private static readonly SearchValues<char> AtomText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~");

    /// <summary>How <paramref name="name"/> stands to <paramref name="subtree"/>.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <param name="subtree">The constraint.</param>
    /// <param name="excluding">A wildcard must lie wholly inside to be permitted, and is excluded as soon as one of its hosts is (CVE-2025-61727).</param>
    public static NameMatch Match(GeneralName name, GeneralName subtree, bool excluding) => name.Kind switch
    {
        GeneralNameKind.Directory => Of(name.Directory!.LiesIn(subtree.Directory!)),
        GeneralNameKind.Dns => MatchDns(name.Text, subtree.Text, excluding),
        GeneralNameKind.Email => MatchEmail(name.Text, subtree.Text, name.IgnoresCase),
        GeneralNameKind.Uri => MatchUri(name.Text, subtree.Text),
        GeneralNameKind.IpAddress => MatchAddress(name.Octets.Span, subtree.Octets.Span),
        _ => NameMatch.Unclear,
    };

    private static NameMatch Of(bool inside) => inside ? NameMatch.Inside : NameMatch.Outside;

    // "Any DNS name that can be constructed by simply adding zero or more labels to the left-hand side of the name satisfies the constraint."
    private static NameMatch MatchDns(string name, string subtree, bool excluding)
    {
        bool wildcard = name.StartsWith("*.", StringComparison.Ordinal);
        string host = wildcard ? name[2..] : name;
        if (!IsHost(host) || (subtree.Length > 0 && !IsHost(subtree)))
        {
            return NameMatch.Unclear;
        }

        bool inside = subtree.Length == 0 || IsSameOrBelow(host, subtree);
        return Of(inside || (wildcard && excluding && IsOneLabelBelow(subtree, host)));
    }

    // A mailbox, a host, or, with a leading period, the hosts of a domain. The part before the @ is compared letter by letter (RFC 5280, 7.5), in the subject's
    // emailAddress without regard to case (4.1.2.6). Quoted, "foo"@ and "f\oo"@ are foo@ (RFC 5321, 4.1.2): what is not plain cannot be compared.
    private static NameMatch MatchEmail(string name, string subtree, bool ignoresCase)
    {
        int at = name.IndexOf('@', StringComparison.Ordinal);
        string host = name[(at + 1)..];
        if (at < 1 || !IsDotString(name.AsSpan(0, at)) || !IsHost(host))
        {
            return NameMatch.Unclear;
        }

        int subtreeAt = subtree.IndexOf('@', StringComparison.Ordinal);
        if (subtreeAt < 0)
        {
            return MatchHost(host, subtree);
        }

        string subtreeHost = subtree[(subtreeAt + 1)..];
        StringComparison comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return subtreeAt < 1 || !IsDotString(subtree.AsSpan(0, subtreeAt)) || !IsHost(subtreeHost)
            ? NameMatch.Unclear
            : Of(name.AsSpan(0, at).Equals(subtree.AsSpan(0, subtreeAt), comparison) && string.Equals(host, subtreeHost, StringComparison.OrdinalIgnoreCase));
    }

    // The host of the authority (RFC 3986, 3.2). "If the URI has no authority component or its host is an IP address, the application MUST reject."
    private static NameMatch MatchUri(string name, string subtree)
    {
        int scheme = name.IndexOf(':', StringComparison.Ordinal);
        if (!IsScheme(name.AsSpan(0, Math.Max(scheme, 0))) || !name.AsSpan(scheme).StartsWith("://", StringComparison.Ordinal))
        {
            return NameMatch.Unclear;
        }

        string authority = name[(scheme + 3)..];
        int end = authority.AsSpan().IndexOfAny('/', '?', '#');
        authority = end < 0 ? authority : authority[..end];
        int at = authority.LastIndexOf('@');
        if (at >= 0 && authority.AsSpan(0, at).ContainsAnyExcept(UserInfo))
        {
            return NameMatch.Unclear; // a backslash, or another @: readers disagree where the host begins
        }

        string host = authority[(at + 1)..];
        int port = host.LastIndexOf(':');
        if (port >= 0 && host.AsSpan(port + 1).ContainsAnyExceptInRange('0', '9'))
        {
            return NameMatch.Unclear;
        }

        host = port < 0 ? host : host[..port];
        return !IsHost(host) || EndsInNumber(host) ? NameMatch.Unclear : MatchHost(host, subtree);
    }

    // RFC 3986, 3.1: a letter, then letters, digits, "+", "-" and ".". So the scheme of urn:x://example.test is urn, and it has no authority.
    private static bool IsScheme(ReadOnlySpan<char> scheme)
        => !scheme.IsEmpty && char.IsAsciiLetter(scheme[0]) && !scheme.ContainsAnyExcept(SchemeText);

    // No top-level domain is a number (RFC 3696, 2): such a host is an address to some readers, in one of its old spellings, and no host at all to others.
    private static bool EndsInNumber(string host)
    {
        ReadOnlySpan<char> last = host.AsSpan(host.LastIndexOf('.') + 1);
        bool isHex = last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && !last[2..].ContainsAnyExcept(HexDigits);
        return isHex || !last.ContainsAnyExceptInRange('0', '9') || IPAddress.TryParse(host, out _);
    }

    // Email and URI: a host means that host alone, a leading period its subdomains alone.
    private static NameMatch MatchHost(string host, string subtree)
    {
        bool domain = subtree.StartsWith('.');
        if (!IsHost(domain ? subtree[1..] : subtree))
        {
            return NameMatch.Unclear;
        }

        return Of(domain ? host.EndsWith(subtree, StringComparison.OrdinalIgnoreCase) : string.Equals(host, subtree, StringComparison.OrdinalIgnoreCase));
    }

    // An address, and an address followed by its mask; the mask's ones come first.
    private static NameMatch MatchAddress(ReadOnlySpan<byte> address, ReadOnlySpan<byte> subtree)
    {
        if (address.Length is not (4 or 16) || subtree.Length is not (8 or 32))
        {
            return NameMatch.Unclear;
        }

        ReadOnlySpan<byte> mask = subtree[(subtree.Length / 2)..];
        if (!IsMask(mask))
        {
            return NameMatch.Unclear;
        }

        // A mapped address is the same host in another spelling: which readers take for which is not known here.
        if (mask.Length != address.Length && (IsMapped(address) || (IsMapped(subtree[..(subtree.Length / 2)]) && IsMaskOf(mask, MappedPrefix.Length * 8))))
        {
            return NameMatch.Unclear;
        }

        bool inside = mask.Length == address.Length;
        for (int i = 0; inside && i < mask.Length; i++)
        {
            inside = ((address[i] ^ subtree[i]) & mask[i]) == 0;
        }

        return Of(inside);
    }

    private static bool IsMapped(ReadOnlySpan<byte> address) => address.Length == 16 && address.StartsWith(MappedPrefix);

    // Whether the mask fixes that many bits: ::/0 holds the mapped addresses among all others, and says nothing about them.
    private static bool IsMaskOf(ReadOnlySpan<byte> mask, int bits) => !mask[..(bits / 8)].ContainsAnyExcept((byte)0xff);

    private static bool IsMask(ReadOnlySpan<byte> mask)
    {
        bool ended = false;
        for (int bit = 0; bit < mask.Length * 8; bit++)
        {
            bool set = (mask[bit / 8] & (0x80 >> (bit % 8))) != 0;
            if (set && ended)
            {
                return false;
            }

            ended |= !set;
        }

        return true;
    }

    private static bool IsSameOrBelow(string host, string domain)
        => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (host.Length == domain.Length || host[^(domain.Length + 1)] is '.');

    // A wildcard stands for one label: of the hosts below it, it reaches those that are one label longer.
    private static bool IsOneLabelBelow(string host, string domain)
        => host.Length > domain.Length + 1 && IsSameOrBelow(host, domain) && !host.AsSpan(0, host.Length - domain.Length - 1).Contains('.');

    // RFC 5321, 4.1.2: Dot-string = Atom *("." Atom).
    private static bool IsDotString(ReadOnlySpan<char> local)
    {
        bool wasDot = true;
        foreach (char c in local)
        {
            if (c is '.' ? wasDot : !AtomText.Contains(c))
            {
                return false;
            }

            wasDot = c is '.';
        }

        return !wasDot;
    }

    // RFC 1034, 3.5 and RFC 1123, 2.1, with the underscore that is in use.
    private static bool IsHost(string host)
    {
        if (host.Length is 0 or > 253)
        {
            return false;
        }

        int label = 0;
        for (int i = 0; i < host.Length; i++)
        {
            char c = host[i];
            bool edge = i == 0 || host[i - 1] is '.' || i == host.Length - 1 || host[i + 1] is '.';
            if (c is '.' ? label == 0 || i == host.Length - 1 : !(char.IsAsciiLetterOrDigit(c) || c is '_' || (c is '-' && !edge)))
            {
                return false;
            }

            label = c is '.' ? 0 : label + 1;
            if (label > 63)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>How a name stands to a constraint. The value 0 refuses.</summary>
internal enum NameMatch
{
    /// <summary>The name or the constraint is malformed, or of a kind that is not understood.</summary>
    Unclear = 0,

    /// <summary>The name lies outside the subtree.</summary>
    Outside = 1,

    /// <summary>The name lies inside the subtree.</summary>
    Inside = 2,
}
