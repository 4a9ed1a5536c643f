using System.Reflection;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Tests.Verification;
using PluginSign.Verification;

namespace PluginSign.Tests.Architecture;

/// <summary>Each sentence of SECURITY.md that says never or every has a test that tries to break it. Those that no other file of tests breaks are here.</summary>
public sealed class SecurityPromisesTests
{
    private static readonly Assembly Library = typeof(Finding).Assembly;

    // A switch that asks for more. Every other one is called Allow or Unsafe.
    private static readonly HashSet<string> AsksForMore = new(StringComparer.Ordinal)
    {
        "RequireExplicitPolicy", "InhibitPolicyMapping", "InhibitAnyPolicy", "Strict", "RefuseNoExec",
        "NoRunPaths", "NoConstructors", "NoLoaderHooks", "WarnOfDangerousImports",
        "Nx", "BindNow", "NoTextRelocations", "NoWritableExecutableSegment", "RandomBase", "ControlFlowGuard",
        "IlOnly", "NoPInvokes", "NoUnsafeMarks", "NoModuleInitializer", "SingleFile", "NoStartFunction", "NoSharedMemory",
    };

    // "In every enum the value 0 refuses": what it is called where it decides something. In formats 0 is what the format says.
    private static readonly HashSet<string> RefusingNames = new(StringComparer.Ordinal) { "None", "Unknown", "Refused", "NotEvaluated", "Error", "Require", "Revoked", "Other" };

    private static readonly HashSet<string> FormatEnums = new(StringComparer.Ordinal) { "ElfBinding", "ElfSymbolType", "ElfVisibility", "ElfFileType", "RevocationReason" };

    [Fact]
    public void In_every_enum_the_value_0_refuses()
    {
        Type[] enums = [.. Library.GetExportedTypes().Where(static t => t.IsEnum && !FormatEnums.Contains(t.Name))];
        Assert.True(enums.Length > 10, "the test looks at nothing");
        Assert.Empty(enums.Where(static e => Enum.GetName(e, Enum.ToObject(e, 0)) is not { } name || !RefusingNames.Contains(name)).Select(static e => $"{e.Name}: {Enum.GetName(e, Enum.ToObject(e, 0))}"));
    }

    [Fact]
    public void Default_of_every_struct_refuses()
    {
        Type[] structs = [.. Library.GetExportedTypes().Where(static t => t is { IsValueType: true, IsEnum: false })];
        Assert.Equal([typeof(Answer<>)], structs); // a new one needs a line here, and a default that refuses
        Assert.False(default(Answer<string>).TryGetValue(out _));
    }

    [Fact]
    public void Every_switch_that_relaxes_says_Allow_or_Unsafe()
    {
        PropertyInfo[] switches = [.. Inputs().SelectMany(static t => t.GetProperties()).Where(static p => p.PropertyType == typeof(bool) && p.SetMethod is { IsPublic: true })];
        Assert.Contains(switches, static p => p.Name is nameof(TrustPolicy.AllowAnySigner));
        Assert.Empty(switches.Where(static p => !p.Name.StartsWith("Allow", StringComparison.Ordinal) && !p.Name.Contains("Unsafe", StringComparison.Ordinal) && !AsksForMore.Contains(p.Name)).Select(static p => $"{p.DeclaringType!.Name}.{p.Name}"));
        foreach (Type type in Inputs().Where(static t => t.GetConstructor(Type.EmptyTypes) is not null))
        {
            object fresh = Activator.CreateInstance(type)!;
            Assert.All(switches.Where(p => p.DeclaringType == type), p => Assert.False((bool)p.GetValue(fresh)!, $"{type.Name}.{p.Name} is on by default"));
        }
    }

    [Fact]
    public void Every_kind_of_revocation_but_the_strictest_says_Allow()
        => Assert.All(Enum.GetValues<RevocationMode>(), static m => Assert.True(m == RevocationMode.Require || m.ToString().StartsWith("Allow", StringComparison.Ordinal)));

    [Fact]
    public void There_is_one_default_and_it_is_the_strictest()
    {
        Assert.Equal(RevocationMode.Require, new TrustInputs().RevocationMode);
        Assert.Equal(RevocationMode.Require, new RevocationInputs().Mode);
        Assert.Equal(RevocationMode.Require, new TrustInputs().RevocationInputs.Mode);
    }

    [Fact]
    public void Without_revocation_nobody_is_asked_by_a_name_that_does_not_say_so()
        => Assert.All(
            typeof(PathValidator).GetMethods().Where(static m => m.ReturnType == typeof(PathValidation)),
            static m => Assert.True(m.GetParameters().Any(static p => p.ParameterType == typeof(RevocationInputs)) || m.Name.Contains("Allow", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_else_is_consulted()
    {
        // No network: the library does not even name it. No clock, environment or store: the analyzer of banned symbols refuses them.
        Assert.Empty(Library.GetReferencedAssemblies().Where(static a => a.Name!.StartsWith("System.Net", StringComparison.Ordinal) && a.Name is not "System.Net.Primitives").Select(static a => a.Name)); // IPAddress, for name constraints
        string banned = File.ReadAllText(Path.Combine(Repository.Root, "src/PluginSign/BannedSymbols.txt"));
        foreach (string symbol in (string[])["System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow", "System.Environment.GetEnvironmentVariable", "X509Store", "X509Chain"])
        {
            Assert.Contains(symbol, banned, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_caller_can_make_an_answer_worse_and_never_better()
    {
        using StampedPlugin plugin = new(static t => t);
        TrustInputs trusting = new() { Anchors = [StampedPlugin.Host.Root.Certificate], RevocationMode = RevocationMode.AllowUnknown };
        VerificationReport With(TrustInputs trust, params Finding[] findings)
            => plugin.VerifyFile(plugin.Signature, TestPki.ValidationTime, trust with { InputFindings = [.. findings] });

        VerificationReport still = With(new TrustInputs(), Finding.Note(FindingCode.NoTrustedRoot, "a note of the host's"));
        Assert.Equal(Verdict.Refused, still.Verdict);
        Assert.Null(still.Plugin);
        Assert.Contains(still.Findings, static f => f.Message is "a note of the host's");
        Assert.Equal(Verdict.Trusted, With(trusting, Finding.Warning(FindingCode.RevocationNotFetched, "not fetched")).Verdict);
        VerificationReport worse = With(trusting, Finding.Error(FindingCode.ContentChanged, "changed"));
        Assert.Equal(Verdict.Refused, worse.Verdict);
        Assert.Null(worse.Plugin);
        Assert.Equal(CheckResult.Refused, Assert.Single(worse.Checks, static c => c.Check == Check.Signature).Result);
    }

    private static Type[] Inputs() =>
    [
        .. Library.GetExportedTypes().Where(static t => t.Namespace is { } room
            && (room.StartsWith("PluginSign.Certificates", StringComparison.Ordinal) || room is "PluginSign.Verification" or "PluginSign.Policies" or "PluginSign.Files")),
    ];
}
