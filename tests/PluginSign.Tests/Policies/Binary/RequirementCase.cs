using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>One requirement, what is refused for it alone, and the honest twin that meets it.</summary>
internal sealed record RequirementCase(string Name, BinaryRequirements Required, BinaryFacts Wrong, BinaryFacts Honest, FindingCode Code)
{
    public static TheoryData<string> Names(ImmutableArray<RequirementCase> cases) => [.. cases.Select(static c => c.Name)];

    public static void Check(ImmutableArray<RequirementCase> cases, string name)
    {
        RequirementCase one = cases.Single(c => string.Equals(c.Name, name, StringComparison.Ordinal));
        Refused(one.Required, one.Wrong, one.Code);
        Accepted(one.Required, one.Honest);
        Accepted(new BinaryRequirements(), one.Wrong); // nobody asked
    }

    public static void Accepted(BinaryRequirements required, BinaryFacts facts) => Assert.Empty(required.Judge(facts));

    /// <summary>Exactly these errors, each with what was expected and what to do.</summary>
    public static Finding Refused(BinaryRequirements required, BinaryFacts facts, params FindingCode[] codes)
    {
        Finding[] errors = [.. required.Judge(facts).Where(static f => f.Severity == Severity.Error)];
        Assert.Equal(codes, errors.Select(static f => f.Code));
        Assert.All(errors, static f => Assert.False(string.IsNullOrEmpty(f.Expected) || string.IsNullOrEmpty(f.Hint), f.Message));
        return errors[0];
    }
}
