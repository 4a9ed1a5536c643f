using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Binaries.Go;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Tests.Policies.Binary;

/// <summary>Names that must, must not, or alone may be wanted from elsewhere.</summary>
public sealed class ImportChecksTests
{
    private static readonly ImmutableArray<RequirementCase> Cases =
    [
        new("forbidden by pattern", new() { ForbiddenImports = ["dl*"] }, HonestBinary.Elf, HonestBinary.Elf with { Imports = [new BinaryImport("malloc", "libc.so.6")] }, FindingCode.ImportForbidden),
        new("forbidden with its module", new() { ForbiddenImports = ["libc.so.6.dlopen"] }, HonestBinary.Elf, HonestBinary.Elf with { Imports = [new BinaryImport("dlopen", "libother.so")] }, FindingCode.ImportForbidden),
        new("forbidden package of Go", new() { ForbiddenImports = ["os/exec"] }, HonestBinary.GoPlugin, HonestBinary.GoPlugin with { Go = HonestBinary.GoPlugin.Go! with { Packages = [new GoPackage("fmt", "00")] } }, FindingCode.ImportForbidden),
        new("forbidden whatever the case of a Windows library's name", new() { ForbiddenImports = ["KERNEL32.DLL.VirtualProtect"] }, HonestBinary.Dll with { Imports = [new BinaryImport("VirtualProtect", "kernel32.dll")] }, HonestBinary.Dll, FindingCode.ImportForbidden),
        new("forbidden behind a forwarder", new() { ForbiddenImports = ["WinExec"] }, HonestBinary.Dll with { Exports = [new BinaryExport("run", ExportKind.Unknown, Forwarder: "KERNEL32.WinExec")] }, HonestBinary.Dll, FindingCode.ImportForbidden),
        new("imported by number from a module that matters", new() { ForbiddenImports = ["ws2_32.dll.send"] }, HonestBinary.Dll with { Imports = [new BinaryImport("#23", "WS2_32.dll")] }, HonestBinary.Dll with { Imports = [new BinaryImport("#23", "OLEAUT32.dll")] }, FindingCode.ImportForbidden),
        new("defined and left to the loader to bind", new() { ForbiddenImports = ["system"] }, HonestBinary.Elf with { Imports = [new BinaryImport("system") { IsInterposable = true }] }, HonestBinary.Elf with { Imports = [] }, FindingCode.ImportForbidden),
        new("required and not imported", new() { RequiredImports = ["free"] }, HonestBinary.Elf, HonestBinary.Elf with { Imports = [new BinaryImport("free")] }, FindingCode.ImportMissing),
        new("required and only its own", new() { RequiredImports = ["free"] }, HonestBinary.Elf with { Imports = [new BinaryImport("free") { IsInterposable = true }] }, HonestBinary.Elf with { Imports = [new BinaryImport("free", "libc.so.6")] }, FindingCode.ImportMissing),
        new("not on the list", new() { AllowedImports = ["libc.so.6.*"] }, HonestBinary.Elf, HonestBinary.Elf with { Imports = [new BinaryImport("malloc", "libc.so.6")] }, FindingCode.ImportNotAllowed),
        new("not on the list, for another module", new() { AllowedImports = ["env.log", "log"] }, HonestBinary.Module with { Imports = [new BinaryImport("log", "evil")] }, HonestBinary.Module with { Imports = [new BinaryImport("log", "env")] }, FindingCode.ImportNotAllowed),
        new("not on a list that is empty", new() { AllowedImports = [] }, HonestBinary.Elf, HonestBinary.Elf with { Imports = [] }, FindingCode.ImportNotAllowed),
        new("not on a list that was never made", new() { AllowedImports = default(ImmutableArray<string>) }, HonestBinary.Elf, HonestBinary.Elf with { Imports = [] }, FindingCode.ImportNotAllowed),
    ];

    public static TheoryData<string> Names => RequirementCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_and_its_honest_twin_is_not(string name) => RequirementCase.Check(Cases, name);

    [Fact]
    public void Several_lists_hold_together()
        => RequirementCase.Accepted(new() { ForbiddenImports = ["exec*"], RequiredImports = ["malloc", "libc.*"], AllowedImports = ["libc.so.6.*", "_ITM_*"] }, HonestBinary.Elf);

    [Fact]
    public void A_name_of_its_own_that_the_loader_may_bind_elsewhere_has_a_sentence_and_a_way_out_of_its_own()
    {
        BinaryRequirements required = new() { ForbiddenImports = ["system"] };
        BinaryImport own = new("system") { IsInterposable = true };
        Finding told = RequirementCase.Refused(required, HonestBinary.Elf with { Imports = [own] }, FindingCode.ImportForbidden);
        Assert.StartsWith("the plugin defines a forbidden name", told.Message, StringComparison.Ordinal);
        Finding both = RequirementCase.Refused(required, HonestBinary.Elf with { Imports = [own, new BinaryImport("system", "libc.so.6")] }, FindingCode.ImportForbidden);
        Assert.StartsWith("the plugin imports a forbidden name", both.Message, StringComparison.Ordinal);
        Assert.NotEqual(told.Hint, both.Hint, StringComparer.Ordinal);
    }
}
