using PluginSign.Binaries;
using PluginSign.Findings;
using PluginSign.Policies;
using static PluginSign.Tests.Policies.Binary.RequirementCase;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>Names that the loader must find, and names that must be nowhere.</summary>
public sealed class SymbolChecksTests
{
    [Fact]
    public void A_required_symbol_counts_only_when_the_lookup_finds_it()
    {
        BinaryRequirements required = new() { RequiredSymbols = [new("plugin_init")] };
        Accepted(required, HonestBinary.Elf);
        Refused(required with { RequiredSymbols = [new("plugin_exit")] }, HonestBinary.Elf, FindingCode.SymbolMissing);

        // The table lists it, the hash table does not have it: tools show it, dlsym does not find it.
        BinaryFacts lying = HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { Found = [] } };
        Finding finding = Refused(required, lying, FindingCode.SymbolMissing);
        Assert.Contains("lookup does not find it", finding.Actual, StringComparison.Ordinal);
        Refused(required with { RequiredSymbols = [new("plugin_*")] }, lying, FindingCode.SymbolMissing);

        // Windows' loader would go on in another file, which nobody has verified.
        BinaryFacts forwarding = HonestBinary.Elf with { Format = BinaryFormat.Pe, Elf = null, Exports = [new BinaryExport("plugin_init", ExportKind.Unknown, Forwarder: "EVIL.init")] };
        Assert.Contains("EVIL.init", Refused(required, forwarding, FindingCode.SymbolMissing).Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Kind_and_signature_of_a_required_symbol()
    {
        Refused(new() { RequiredSymbols = [new("plugin_init", ExportKind.DataObject)] }, HonestBinary.Elf, FindingCode.SymbolKindMismatch);
        Refused(new() { RequiredSymbols = [new("plugin_init", ExportKind.Function, "int (void)")] }, HonestBinary.Elf, FindingCode.SymbolSignatureMismatch); // ELF has none
        Refused(new() { RequiredSymbols = [new("Acme.Greeter.Greet", ExportKind.Method, "string (int)")] }, HonestBinary.Assembly, FindingCode.SymbolSignatureMismatch);
        Accepted(new() { RequiredSymbols = [new("Acme.Greeter.Greet", ExportKind.Method, "string (string)"), new("Acme.*")] }, HonestBinary.Assembly);
    }

    [Fact]
    public void A_forbidden_symbol_is_found_in_every_table()
    {
        Refused(new() { ForbiddenSymbols = ["plugin_*"] }, HonestBinary.Elf, FindingCode.SymbolForbidden);
        Refused(new() { ForbiddenSymbols = ["plugin_init"] }, HonestBinary.Elf with { Exports = [], Elf = HonestBinary.Elf.Elf! with { Found = [] } }, FindingCode.SymbolForbidden);
        Refused(new() { ForbiddenSymbols = ["Lost"] }, HonestBinary.GoPlugin, FindingCode.SymbolForbidden);
        Refused(new() { ForbiddenSymbols = ["hidden"] }, HonestBinary.Dll with { Pe = HonestBinary.Dll.Pe! with { UnfoundNames = ["hidden"] } }, FindingCode.SymbolForbidden);
        Accepted(new() { ForbiddenSymbols = ["debug_*"] }, HonestBinary.Elf);
    }

    [Fact]
    public void What_is_there_instead_is_told()
    {
        BinaryRequirements required = new() { RequiredSymbols = ["plugin_exit"] };
        Assert.Equal("not among its 1 exported name", Refused(required, HonestBinary.Elf, FindingCode.SymbolMissing).Actual);
        Assert.Equal("the plugin exports nothing", Refused(required, HonestBinary.Elf with { Exports = [] }, FindingCode.SymbolMissing).Actual);
    }

    [Fact]
    public void Findings_quote_a_hostile_binary_only_in_part()
    {
        BinaryFacts big = HonestBinary.Elf with { Exports = [.. Enumerable.Range(0, 10_000).Select(static i => new BinaryExport($"{i}{new string('x', 10_000)}", ExportKind.Function))] };
        Finding finding = Refused(new() { ForbiddenSymbols = ["*"] }, big, FindingCode.SymbolForbidden);
        Assert.True(finding.Message.Length + finding.Actual!.Length < 5_000);
    }
}
