using PluginSign.Policies;

namespace PluginSign.Tests.Policies.Binary;

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

    [Theory]
    [InlineData("KERNEL32.dll.*", "kernel32.DLL.WinExec", true)]
    [InlineData("KERNEL32.dll.*", "kernel33.DLL.WinExec", false)]
    public void Case_counts_unless_it_is_said_not_to(string pattern, string name, bool matches)
    {
        Assert.Equal(matches, NamePattern.Matches(pattern, name, ignoreCase: true));
        Assert.False(NamePattern.Matches(pattern, name));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData(" a", false)]
    [InlineData("a ", false)]
    [InlineData("a\tb", false)]
    [InlineData("memcpy@GLIBC_2.2.5", false)]
    [InlineData("memcpy@@GLIBC_2.2.5", false)]
    [InlineData("a b", true)]
    [InlineData("_f@12", true)] // stdcall
    [InlineData("_f@*", true)]
    [InlineData("@f@12", true)] // fastcall
    [InlineData("?f@C@@QEAAXXZ", true)] // C++ of Windows
    public void What_no_format_has_as_a_name_is_a_fault(string? pattern, bool canMatch) => Assert.Equal(canMatch, NamePattern.FindFault(pattern) is null);
}
