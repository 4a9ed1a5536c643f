using PluginSign.Binaries;
using PluginSign.Findings;
using PluginSign.Policies;
using static PluginSign.Tests.Policies.Binary.RequirementCase;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>The names of a binary as its loader sees them.</summary>
public sealed class LoaderNamesTests
{
    [Fact]
    public void A_go_host_sees_what_Lookup_finds_and_nothing_else()
    {
        Accepted(new() { RequiredSymbols = [new("Validate", ExportKind.Function, "func(string) (bool, error)"), new("Version", ExportKind.DataObject, "string")] }, HonestBinary.GoPlugin);
        Refused(new() { RequiredSymbols = [new("plugin_init")] }, HonestBinary.GoPlugin, FindingCode.SymbolMissing); // a C function: dlsym would, Lookup does not
        Refused(new() { RequiredSymbols = [new("Lost")] }, HonestBinary.GoPlugin, FindingCode.SymbolMissing);
        Refused(new() { RequiredSymbols = [new("Version", ExportKind.Function)] }, HonestBinary.GoPlugin, FindingCode.SymbolKindMismatch);
        Refused(new() { RequiredSymbols = [new("Validate", ExportKind.Function, "func(string) bool")] }, HonestBinary.GoPlugin, FindingCode.SymbolSignatureMismatch);
        Refused(new() { RequiredSymbols = [new("Validate")] }, HonestBinary.GoPlugin with { Go = null }, FindingCode.SymbolMissing);
    }

    [Fact]
    public void Names_of_a_mac_are_asked_for_as_dlsym_is_asked()
    {
        BinaryFacts dylib = HonestBinary.Dylib;
        Refused(new() { RequiredSymbols = ["_plugin_init"] }, dylib, FindingCode.SymbolMissing);
        Refused(new() { RequiredSymbols = ["bare"] }, dylib, FindingCode.SymbolMissing);
        Accepted(new() { RequiredSymbols = ["plugin_init"], RequiredImports = ["system"], AllowedImports = ["*.system"] }, dylib);
        foreach (string name in (string[])["system", "_system"])
        {
            Refused(new() { ForbiddenImports = [name] }, dylib, FindingCode.ImportForbidden);
        }

        foreach (string name in (string[])["plugin_init", "_plugin_init", "bare"])
        {
            Refused(new() { ForbiddenSymbols = [name] }, dylib, FindingCode.SymbolForbidden);
        }

        Assert.Equal(FindingCode.DangerousImport, Assert.Single(new BinaryRequirements { WarnOfDangerousImports = true }.Judge(dylib)).Code);
    }

    [Fact]
    public void What_is_found_and_what_is_there_differ()
    {
        BinaryFacts lost = HonestBinary.Elf with { Elf = HonestBinary.Elf.Elf! with { Found = [] } };
        Assert.Equal(["plugin_init"], LoaderNames.Exports(HonestBinary.Elf, "plugin_init").Select(static e => e.Name), StringComparer.Ordinal);
        Assert.Empty(LoaderNames.Exports(lost, "plugin_init"));
        Assert.Empty(LoaderNames.Exports(lost, "*"));
        Assert.Contains("plugin_init", LoaderNames.Everything(lost with { Exports = [] }), StringComparer.Ordinal);
        Assert.Empty(LoaderNames.Exports(HonestBinary.Dll, "plugin_ini")); // without a star the name is the whole name
    }
}
