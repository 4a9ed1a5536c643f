using System.Reflection;
using PluginSign.Certificates;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Loading;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.Tests.Architecture;

/// <summary>
/// Evidence, verdicts and proofs are made by the library alone: outside it nothing of this compiles, for example <c>report with { Verdict = Verdict.Trusted, Plugin = other }</c>.
/// Every public type of these rooms is evidence unless it stands in the list of what a host hands in.
/// </summary>
public sealed class ProofTests
{
    private static readonly string[] Rooms = ["Verification", "Certificates", "Signatures", "Files", "Findings", "Policies", "Loading"];

    // What a host makes: whom it trusts, what it wants, and who asks for it. Nothing of it says yes.
    private static readonly HashSet<string> HandedIn = new(StringComparer.Ordinal)
    {
        "TrustInputs", "TrustPolicy", "PluginVerifier", "TimestampVerifier", "EvidencePack", "ContentSource", "SignatureSource",
        "PathValidator", "PathRequirements", "KeyRequirements", "AuthorityDistrust", "DeniedCertificate", "RevocationInputs", "RevocationInformation",
        "PluginSearch", "SearchEntry", "OwnerPolicy",
        "FindingValues", "JsonReportWriter",
        "Claim", // a format's reader in a project of its own makes claims, too; none is taken by a loader or a report, and none says that its certificate is trusted
        "BinaryRequirements", "DotNetRequirements", "GoRequirements", "HardeningRequirements", "SymbolRequirement", "WasmRequirements",
    };

    private static readonly Type[] Public = [.. typeof(Finding).Assembly.GetExportedTypes().Where(static t => !t.IsEnum && !typeof(Delegate).IsAssignableFrom(t))];

    private static readonly Type[] Guarded = [.. Public.Where(static t => Rooms.Contains(Room(t), StringComparer.Ordinal) && !HandedIn.Contains(t.Name))];

    [Fact]
    public void Nobody_outside_makes_evidence()
    {
        string[] made = [.. Guarded.SelectMany(static t => t.GetConstructors()).Select(static c => $"{c.DeclaringType!.Name}({string.Join(", ", c.GetParameters().Select(static p => p.Name))})")];
        Assert.Empty(made);
        AssertSeen(typeof(VerificationReport), typeof(SignerReport), typeof(TimestampReport), typeof(CheckReport), typeof(VerifiedPlugin), typeof(HeldPlugin), typeof(CertificationPath), typeof(PathHop), typeof(Evidence));
    }

    [Fact]
    public void Nobody_outside_changes_evidence()
    {
        string[] settable = [.. Guarded.SelectMany(static t => t.GetProperties()).Where(static p => p.SetMethod is { IsPublic: true }).Select(static p => $"{p.DeclaringType!.Name}.{p.Name}")];
        Assert.Empty(settable);
        Assert.Empty(Guarded.SelectMany(static t => t.GetFields()).Where(static f => f is { IsLiteral: false, IsInitOnly: false }).Select(static f => f.Name));
    }

    [Fact]
    public void Nobody_outside_derives_from_evidence() => Assert.Empty(Guarded.Where(static t => t is { IsSealed: false, IsInterface: false }).Select(static t => t.Name));

    [Fact]
    public void Reports_have_no_copy_to_be_changed()
        => Assert.All(new[] { typeof(VerificationReport), typeof(SignerReport), typeof(TimestampReport), typeof(CheckReport) }, static t => Assert.Null(t.GetMethod("<Clone>$")));

    [Fact]
    public void Evidence_is_kept_in_nothing_that_can_be_changed()
    {
        string[] mutable = [.. Guarded.SelectMany(static t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(static p => p.PropertyType.IsArray || (p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() is { } g && (g == typeof(List<>) || g == typeof(IList<>) || g == typeof(Dictionary<,>) || g == typeof(HashSet<>))))
            .Select(static p => $"{p.DeclaringType!.Name}.{p.Name}")];
        Assert.Empty(mutable);
    }

    [Fact]
    public void Loaders_take_held_plugins_and_nothing_else()
    {
        Type[] loaders = [typeof(NativePlugin), typeof(ManagedPlugin)];
        ParameterInfo[] taken = [.. loaders.SelectMany(static l => l.GetMethods(BindingFlags.Public | BindingFlags.Static)).SelectMany(static m => m.GetParameters())];
        Assert.Equal(5, taken.Length);
        Assert.All(taken, static p => Assert.Contains(
            p.ParameterType, new[] { typeof(HeldPlugin), typeof(IReadOnlyList<HeldPlugin>), typeof(IReadOnlyList<Assembly>) }));
    }

    [Fact]
    public void Held_bytes_are_handed_out_as_no_memory_that_could_be_gone()
    {
        Type[] holders = [typeof(HeldPlugin), typeof(VerifiedPlugin), typeof(PluginImage), typeof(VerificationReport), typeof(Evidence)];
        Assert.Empty(holders.SelectMany(static t => t.GetMethods()).Where(static m => IsMemory(m.ReturnType)).Select(static m => $"{m.DeclaringType!.Name}.{m.Name}"));
    }

    [Fact]
    public void What_is_handed_in_is_there()
        => Assert.Empty(HandedIn.Except(Public.Select(static t => t.Name), StringComparer.Ordinal));

    private static bool IsMemory(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is { } generic
        && (generic == typeof(ReadOnlyMemory<>) || generic == typeof(Memory<>) || generic == typeof(ReadOnlySpan<>) || generic == typeof(Span<>)
            || (generic == typeof(Nullable<>) && IsMemory(type.GetGenericArguments()[0])));

    private static string Room(Type type) => type.Namespace!.Split('.') is [_, string room, ..] ? room : string.Empty;

    private static void AssertSeen(params Type[] types) => Assert.All(types, static t => Assert.Contains(t, Guarded));
}
