using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Tests.Policies;

public sealed class DecisionTests
{
    [Fact]
    public void A_check_that_had_nothing_to_look_at_has_not_passed()
    {
        Decision nothing = new(Verdict.Trusted, [], []);
        Assert.Equal(CheckResult.NotEvaluated, nothing.Result(Check.Chain, evaluated: false));
        Assert.Equal(CheckResult.Passed, nothing.Result(Check.Chain, evaluated: true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_worst_finding_of_a_check_is_its_result_and_other_checks_say_nothing(bool evaluated)
    {
        Finding refuses = Standing.Error(FindingCode.NotARegularFile);
        Finding leavesOpen = Standing.Error(FindingCode.FileUnreadable);
        Assert.Equal(CheckResult.Refused, Of(leavesOpen, refuses).Result(Check.Path, evaluated));
        Assert.Equal(CheckResult.Refused, Of(refuses, leavesOpen).Result(Check.Path, evaluated));
        Assert.Equal(CheckResult.Indeterminate, Of(leavesOpen).Result(Check.Path, evaluated));
        CheckResult none = evaluated ? CheckResult.Passed : CheckResult.NotEvaluated;
        Assert.Equal(none, Of(refuses.Weighing(Severity.Warning)).Result(Check.Path, evaluated));
        Assert.Equal(none, Of(refuses).Result(Check.Chain, evaluated));

        static Decision Of(params Finding[] findings) => new(Verdict.Refused, [], [.. findings]);
    }
}
