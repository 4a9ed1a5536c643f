using PluginSign.Policies;

namespace PluginSign.Tests.Policies;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("plugin_init", "plugin_init", true)]
    [InlineData("plugin_init", "plugin_init2", false)]
    [InlineData("plugin_init", "Plugin_init", false)]
    [InlineData("plugin_*", "plugin_", true)]
    [InlineData("plugin_*", "my_plugin_", false)]
    [InlineData("*_init", "plugin_init", true)]
    [InlineData("*", "", true)]
    [InlineData("**", "a.b", true)]
    [InlineData("a*b*c", "a__b__b__c", true)]
    [InlineData("a*b*c", "a__c__b", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a?c", "abc", false)] // only the star is special
    [InlineData("a.c", "abc", false)]
    [InlineData("[ab]", "a", false)]
    public void Only_the_star_is_special(string pattern, string name, bool matches) => Assert.Equal(matches, NamePattern.Matches(pattern, name));

    [Fact]
    public void A_hostile_name_costs_no_more_than_its_length_times_the_patterns()
    {
        // Backtracking over every star would take longer than the universe has.
        string pattern = string.Concat(Enumerable.Repeat("a*", 30)) + "b";
        Assert.False(NamePattern.Matches(pattern, new string('a', 64 * 1024)));
    }
}
