using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Binaries.DotNet;
using PluginSign.Findings;
using PluginSign.Policies;

namespace PluginSign.Tests.Policies.Binary;

public sealed class ImportLintTests
{
    [Fact]
    public void The_lint_warns_and_never_refuses()
    {
        Warns(HonestBinary.Elf, "dlopen");
        Warns(HonestBinary.Elf with { Imports = [new BinaryImport("execve")] }, "execve");
        Warns(HonestBinary.GoPlugin with { Imports = [] }, "os/exec");
        Warns(HonestBinary.Assembly with { Imports = [new BinaryImport("System.Reflection.Emit.DynamicMethod", "System.Reflection.Emit")] }, "DynamicMethod");
        Warns(HonestBinary.Assembly with { DotNet = HonestBinary.Assembly.DotNet! with { PInvokes = [new DotNetPInvoke("libc", "system", "A.S")] } }, "system of libc");
        Assert.Empty(ImportLint.Judge(HonestBinary.Elf with { Imports = [new BinaryImport("malloc")] }));
        Assert.Empty(ImportLint.Judge(HonestBinary.Module));

        static void Warns(BinaryFacts facts, string name)
        {
            ImmutableArray<Finding> findings = new BinaryRequirements { WarnOfDangerousImports = true }.Judge(facts);
            Assert.Contains(findings, f => f.Code == FindingCode.DangerousImport && f.Actual!.Contains(name, StringComparison.Ordinal));
            Assert.All(findings, static f => Assert.Equal(Severity.Warning, f.Severity));
        }
    }

    [Fact]
    public void Nobody_who_did_not_ask_is_warned()
    {
        Assert.Empty(new BinaryRequirements().Judge(HonestBinary.Elf));
        Assert.False(ImportLint.IsDangerous(HonestBinary.Elf, new BinaryImport("malloc")));
        Assert.True(ImportLint.IsDangerous(HonestBinary.Elf, new BinaryImport("dlopen")));
        Assert.False(ImportLint.IsDangerous(HonestBinary.GoPlugin, new BinaryImport("fmt"))); // its package os/exec is not what was asked about
    }
}
