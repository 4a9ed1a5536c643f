using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>What the caller requires of every certificate of a path, the anchor included, beyond RFC 5280, section 6.</summary>
internal static class RequirementChecks
{
    public static void Judge(PathMember member, DateTimeOffset time, PathRequirements requirements, List<Finding> findings)
    {
        KeyRequirementCheck.Judge(member, requirements.Keys, findings);
        JudgeDistrust(member, time, requirements.Distrusted, findings);
        if (requirements.Strict)
        {
            StrictChecks.Judge(member, findings);
        }
    }

    // The time is the one at which the signature is known to have existed: what was signed before stays good.
    private static void JudgeDistrust(PathMember member, DateTimeOffset time, IReadOnlyList<AuthorityDistrust> distrusted, List<Finding> findings)
    {
        if (member.Role == PathRole.EndEntity)
        {
            return;
        }

        foreach (AuthorityDistrust distrust in distrusted)
        {
            if (time > distrust.After && distrust.List.Find(member.Certificate, out _) is not null)
            {
                findings.Add(Finding.Error(
                    FindingCode.AuthorityDistrusted,
                    $"{member} is retired: nothing that it vouches for is trusted any more",
                    $"a signature from {UtcText.Of(distrust.After)} or before",
                    $"a signature that is judged for {UtcText.Of(time)}"));
                return;
            }
        }
    }
}
