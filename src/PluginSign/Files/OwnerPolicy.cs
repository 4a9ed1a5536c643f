using System.Collections.Immutable;
using Mono.Unix;
using PluginSign.Findings;

namespace PluginSign.Files;

/// <summary>Whose files and directories are trusted. The default trusts nobody's.</summary>
public sealed record OwnerPolicy
{
    /// <summary>Nobody: everything is refused.</summary>
    public static OwnerPolicy Nobody { get; } = new();

    /// <summary>The user ids that may own, and so change, what lies on the way to a plugin.</summary>
    public ImmutableArray<uint> AllowedOwners { get; init; } = [];

    /// <summary>Refuse a plugin on a file system that is mounted noexec; otherwise that is only noted.</summary>
    public bool RefuseNoExec { get; init; }

    /// <summary>The superuser and the user that runs this process.</summary>
    public static OwnerPolicy RootAndCurrentUser()
        => new() { AllowedOwners = OperatingSystem.IsWindows() ? [0] : [.. new uint[] { 0, checked((uint)UnixEnvironment.EffectiveUserId) }.Distinct()] };

    /// <summary>These users, each by name or by number, and nobody else.</summary>
    /// <returns>The policy, or <see cref="FindingCode.OwnerUnknown"/>.</returns>
    public static Answer<OwnerPolicy> Of(IEnumerable<string> users)
    {
        ArgumentNullException.ThrowIfNull(users);
        List<uint> owners = [];
        List<Finding> unknown = [];
        foreach (string user in users)
        {
            if (IdOf(user) is { } id)
            {
                owners.Add(id);
            }
            else
            {
                unknown.Add(Finding.Error(FindingCode.OwnerUnknown, "there is no user of this name", "a user's name or number", user));
            }
        }

        return unknown.Count > 0
            ? Answers.Refused<OwnerPolicy>([.. unknown])
            : Answers.Passed(new OwnerPolicy { AllowedOwners = [.. owners.Distinct()] });
    }

    /// <summary>Two policies are equal when they allow the same owners in the same order.</summary>
    public bool Equals(OwnerPolicy? other)
        => other is not null && RefuseNoExec == other.RefuseNoExec && AllowedOwners.AsSpan().SequenceEqual(other.AllowedOwners.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RefuseNoExec, AllowedOwners.IsDefault ? 0 : AllowedOwners.Length);

    internal bool Allows(uint owner) => !AllowedOwners.IsDefault && AllowedOwners.Contains(owner);

    private static uint? IdOf(string user)
    {
        if (uint.TryParse(user, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out uint number))
        {
            return number;
        }

        if (OperatingSystem.IsWindows() || user.Length == 0 || user.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return checked((uint)new UnixUserInfo(user).UserId);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
