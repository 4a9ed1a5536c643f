using System.Collections.Immutable;
using System.Globalization;
using PluginSign.Files.Native;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>May this owner and these permissions stand on the way to a plugin? Whoever may write to a directory decides what its names mean.</summary>
internal sealed class HopJudge(OwnerPolicy policy, OwnerNames names)
{
    /// <summary>Everything that speaks against one hop.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="node">What it is.</param>
    /// <param name="parent">The directory that holds it; null for <c>/</c>.</param>
    public IEnumerable<Finding> Judge(string path, PathNode node, NodeStatus? parent)
    {
        NodeStatus status = node.Status;
        if (!policy.Allows(status.Owner))
        {
            yield return OwnerNotAllowed(path, status);
        }

        // A link has no permissions of its own; a sticky directory may be passed because what it holds must belong to an allowed owner.
        if (status.IsShared && !status.IsStickyShared && Shared(path, node) is { } shared)
        {
            yield return shared;
        }

        if (status is { Type: HopType.File, Links: > 1 })
        {
            yield return HardLinked(path, status, parent is { IsStickyShared: true });
        }
    }

    /// <summary>The hop for the report.</summary>
    public PathHop Hop(string path, NodeStatus status, ImmutableArray<Finding> against, string? target = null, string? remark = null) => new()
    {
        Path = path,
        Type = status.Type,
        Target = target,
        Owner = names.User(status.Owner),
        Group = names.Group(status.Group),
        Mode = status.Mode,
        Verdict = against.Any(static f => f.Severity == Severity.Error) ? Verdict.Refused : Verdict.Trusted,
        Remark = remark ?? (status.IsStickyShared ? "sticky: what lies in it must belong to an allowed owner" : null),
    };

    /// <summary>As <c>ls -l</c> shows it: <c>drwxrwxr-x root:www-data</c>.</summary>
    public string Describe(NodeStatus status) => $"{Letters(status)} {names.User(status.Owner)}:{names.Group(status.Group)}";

    private Finding OwnerNotAllowed(string path, NodeStatus status)
    {
        string owner = names.User(status.Owner);
        string allowed = policy.AllowedOwners.IsDefaultOrEmpty ? "nobody is allowed" : string.Join(" or ", policy.AllowedOwners.Select(names.User));
        return Finding.Error(
            FindingCode.OwnerNotAllowed,
            $"{path} belongs to `{owner}`, who is not an allowed owner",
            $"owned by {allowed}",
            Describe(status),
            $"look at what it holds, then chown {(status.Type == HopType.Symlink ? "-h " : string.Empty)}{Chosen()} {ShellText.Of(path)}").Offering(Remedy.AllowOwner, new FindingValues { Path = path, Owner = owner });
    }

    private string Chosen() => policy.AllowedOwners.IsDefaultOrEmpty ? "root" : ShellText.Of(names.User(policy.AllowedOwners[0]));

    private Finding? Shared(string path, PathNode node)
    {
        NodeStatus status = node.Status;
        bool others = (status.Mode & NodeStatus.OtherWrite) != 0;
        bool group = (status.Mode & NodeStatus.GroupWrite) != 0;

        // Under an access list the group's bits are the mask of all its entries (acl(5)), so without them nobody there can write.
        AccessList? list = group && NodeOpener.AccessList(node) is { Length: > 0 } bytes ? AccessList.Read(bytes) : null;
        if (!others && list is not null)
        {
            return list is { OwningGroup: false, Groups: [] } && list.Users.All(policy.Allows) ? null : ByAccessList(path, status, list);
        }

        (string who, string mend) = (group, others) switch
        {
            (true, true) => ("everybody", "go-w"),
            (false, true) => ("everybody", "o-w"),
            _ => ($"group `{names.Group(status.Group)}`, which is not an allowed owner", "g-w"),
        };
        return Finding.Error(
            FindingCode.HopWritable,
            $"{path} can be written by {who}",
            "writable by its owner alone",
            Describe(status),
            $"chmod {mend} {ShellText.Of(path)}");
    }

    private Finding ByAccessList(string path, NodeStatus status, AccessList list)
    {
        string[] writers =
        [
            .. list.Users.Where(u => !policy.Allows(u)).Select(u => $"user `{names.User(u)}`"),
            .. list.Groups.Select(g => $"group `{names.Group(g)}`"),
            .. list.OwningGroup ? [$"group `{names.Group(status.Group)}`"] : Array.Empty<string>(),
        ];
        return Finding.Error(
            FindingCode.AccessListWritable,
            $"{path} can be written by {string.Join(" and ", writers)} through an access list",
            "writable by its owner alone",
            $"{Describe(status)} with an access list (getfacl shows it)",
            $"setfacl -b {ShellText.Of(path)} && chmod g-w {ShellText.Of(path)}");
    }

    // In a shared sticky directory anybody may give a foreign file a new name: there the owner says nothing about who chose the name.
    private Finding HardLinked(string path, NodeStatus status, bool inShared)
    {
        string actual = string.Create(CultureInfo.InvariantCulture, $"{status.Links} names, {Describe(status)}");
        string hint = $"copy it, so that it has one name: find / -xdev -samefile {ShellText.Of(path)}";
        return inShared
            ? Finding.Error(FindingCode.HardLinked, $"{path} is another name of a file that lies elsewhere, in a directory where everybody may make names", "one name", actual, hint)
            : Finding.Warning(FindingCode.HardLinked, $"{path} has more than one name, so it can be reached from elsewhere", "one name", actual, hint);
    }

    private static string Letters(NodeStatus status)
    {
        char type = status.Type switch
        {
            HopType.Directory => 'd',
            HopType.Symlink => 'l',
            HopType.File => '-',
            HopType.Other => '?',
        };
        Span<char> letters = stackalloc char[10];
        letters[0] = type;
        for (int i = 0; i < 9; i++)
        {
            letters[i + 1] = (status.Mode & (0x100 >> i)) != 0 ? "rwxrwxrwx"[i] : '-';
        }

        if ((status.Mode & NodeStatus.Sticky) != 0)
        {
            letters[9] = letters[9] == 'x' ? 't' : 'T';
        }

        return letters.ToString();
    }
}
