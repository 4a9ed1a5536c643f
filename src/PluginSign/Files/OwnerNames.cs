using System.Collections.Concurrent;
using System.Globalization;
using Mono.Unix;

namespace PluginSign.Files;

/// <summary>Names of users and groups, for people to read; every decision is made by number. Kept, because looking one up reads a file or asks a network.</summary>
internal sealed class OwnerNames
{
    private readonly ConcurrentDictionary<uint, string> _users = new();
    private readonly ConcurrentDictionary<uint, string> _groups = new();

    public string User(uint id) => _users.GetOrAdd(id, static n => Name(n, static i => new UnixUserInfo(i).UserName));

    public string Group(uint id) => _groups.GetOrAdd(id, static n => Name(n, static i => new UnixGroupInfo(i).GroupName));

    private static string Name(uint id, Func<long, string> find)
    {
        try
        {
            return find(id);
        }
        catch (ArgumentException)
        {
            return id.ToString(CultureInfo.InvariantCulture);
        }
    }
}
