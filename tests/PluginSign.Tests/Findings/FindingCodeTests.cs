using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Tests.Findings;

public sealed class FindingCodeTests
{
    [Fact]
    public void Every_code_but_none_belongs_to_a_check()
    {
        foreach (FindingCode code in Enum.GetValues<FindingCode>())
        {
            Assert.Equal(code == FindingCode.None, code.Descriptor().Check == Check.None);
        }
    }

    [Fact]
    public void Default_values_refuse()
    {
        Assert.Equal(Verdict.Refused, default(Verdict));
        Assert.Equal(CheckResult.NotEvaluated, default(CheckResult));
        Assert.Equal(Severity.Error, default(Severity));
        Assert.False(default(Answer<string>).Passed);
        Assert.False(default(Answer<string>).TryGetValue(out _));
    }

    [Fact]
    public void An_answer_with_an_error_has_no_value()
    {
        ImmutableArray<Finding> findings = [Finding.Error(FindingCode.ContentChanged, "changed")];
        Assert.False(new Answer<string>("value", findings).Passed);
    }

    [Fact]
    public void A_refusal_without_a_reason_is_a_mistake_of_the_caller()
        => Assert.Throws<ArgumentException>(() => Answers.Refused<string>(Finding.Note(FindingCode.NoTrustedRoot, "note")));
}
