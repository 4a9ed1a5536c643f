using PluginSign.Binaries;
using PluginSign.Policies;

namespace PluginSign.Tests.Policies.Binary;

public sealed class BinaryRequirementsTests
{
    [Fact]
    public void Nothing_asked_is_nothing_refused()
    {
        foreach (BinaryFacts facts in new[] { HonestBinary.Elf, HonestBinary.Assembly, HonestBinary.Module, HonestBinary.GoPlugin })
        {
            Assert.Empty(new BinaryRequirements().Judge(facts));
            Assert.Empty(new BinaryRequirements { RequiredSymbols = default, ForbiddenSymbols = default, RequiredImports = default, ForbiddenImports = default, Formats = default }.Judge(facts));
        }
    }

    [Fact]
    public void Whether_names_are_asked_for_is_known()
    {
        Assert.False(new BinaryRequirements { Hardening = new(), RequiredSymbols = default, ForbiddenImports = default }.AsksForNames);
        Assert.All(
            (BinaryRequirements[])[new() { RequiredSymbols = ["a"] }, new() { ForbiddenSymbols = ["a"] }, new() { RequiredImports = ["a"] }, new() { ForbiddenImports = ["a"] }, new() { AllowedImports = [] }],
            static r => Assert.True(r.AsksForNames));
    }

    [Fact]
    public void A_pattern_that_can_match_nothing_is_the_callers_mistake()
    {
        Assert.Equal("ForbiddenSymbols", Assert.Throws<ArgumentException>(static () => new BinaryRequirements { ForbiddenSymbols = [""] }).ParamName);
        Assert.Equal("RequiredImports", Assert.Throws<ArgumentException>(static () => new BinaryRequirements { RequiredImports = ["a", "b "] }).ParamName);
        Assert.Equal("ForbiddenImports", Assert.Throws<ArgumentException>(static () => new BinaryRequirements { ForbiddenImports = ["memcpy@GLIBC_2.2.5"] }).ParamName);
    }
}
