using System.Collections.Immutable;
using System.Text.Json;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>
/// NIST PKITS, whole: paths, policies, CRLs. PLUGINSIGN_PKITS (default <c>pkits</c> in the vectors folder) names a folder with <c>vectors.json</c> and <c>certs/</c>, as Go's
/// sources have them from 1.24 on (crypto/x509/testdata/nist-pkits), and <c>crls/</c>. Known divergences are data, and a surprise success fails too.
/// </summary>
public sealed class PkitsTests(ITestOutputHelper output)
{
    private const string PolicyArc = "2.16.840.1.101.3.2.1.48.";
    private const int Intermediates = 20;
    private const int Least = 200;

    private static readonly DateTimeOffset When = new(2012, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_case_is_right_but_for_the_known_divergences()
    {
        string folder = Environment.GetEnvironmentVariable("PLUGINSIGN_PKITS") is { Length: > 0 } given ? given : VectorFolder.Find("pkits");
        Assert.SkipUnless(
            File.Exists(Path.Combine(folder, "vectors.json")) && Directory.Exists(Path.Combine(folder, "crls")), "PKITS (vectors.json, certs, crls) is not in the folder (PLUGINSIGN_PKITS)");
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "vectors.json")));
        ImmutableDictionary<string, string> divergences = ReadDivergences();
        List<string> surprises = [];
        (int accepted, int refused, int diverged) = (0, 0, 0);
        foreach (JsonElement vector in vectors.RootElement.EnumerateArray())
        {
            string name = vector.GetProperty("Name").GetString()!;
            bool expected = vector.GetProperty("ShouldValidate").GetBoolean();
            (bool actual, string reason) = Run(folder, vector);
            bool known = divergences.ContainsKey(name);
            if ((expected == actual) == known)
            {
                surprises.Add($"{name}: expected {expected}, got {actual}, {(known ? "listed as divergence" : "not listed")}: {reason}");
            }

            diverged += known ? 1 : 0;
            accepted += expected == actual && actual ? 1 : 0;
            refused += expected == actual && !actual ? 1 : 0;
        }

        output.WriteLine($"PKITS: {accepted + refused} right ({accepted} accepted, {refused} refused), {diverged} known divergences, {surprises.Count} surprises");
        Assert.True(surprises.Count == 0, string.Join('\n', surprises));
        Assert.True(accepted > 0 && refused > 0 && accepted + refused >= Least);
    }

    private static (bool Passed, string Reason) Run(string folder, JsonElement vector)
    {
        Certificate[] path = [.. Files(vector, "CertPath").Select(f => Read(Path.Combine(folder, "certs", f))).OfType<Certificate>()];
        if (path.Length != Files(vector, "CertPath").Count())
        {
            return (false, "a certificate is malformed");
        }

        string[] policies = [.. Files(vector, "InitialPolicySet")];
        PathRequirements requirements = new()
        {
            Purpose = CertificatePurpose.Any,
            MaximumIntermediates = Intermediates,
            InitialPolicies = policies.Contains("anyPolicy", StringComparer.Ordinal) ? null : [.. policies.Select(static p => PolicyArc + p.Split('-')[^1])],
            RequireExplicitPolicy = vector.GetProperty("InitialExplicitPolicy").GetBoolean(),
            InhibitPolicyMapping = vector.GetProperty("InitialPolicyMappingInhibit").GetBoolean(),
            InhibitAnyPolicy = vector.GetProperty("InitialAnyPolicyInhibit").GetBoolean(),
        };
        RevocationInputs revocation = new()
        {
            Mode = RevocationMode.Require,
            Information = new RevocationInformation(Files(vector, "CRLPath").Select(f => List(Path.Combine(folder, "crls", f))).OfType<CertificateRevocationList>(), []),
        };
        Answer<CertificationPath> answer = new PathValidator([path[0]], path[1..^1]).Validate(path[^1], [], When, requirements, revocation).Answer;
        return (answer.Passed, Judging.Text(answer.Findings));
    }

    private static IEnumerable<string> Files(JsonElement vector, string name) => vector.GetProperty(name).EnumerateArray().Select(static f => f.GetString()!);

    private static Certificate? Read(string path) => Certificate.Read(File.ReadAllBytes(path)).TryGetValue(out Certificate? certificate) ? certificate : null;

    private static CertificateRevocationList? List(string path) => CertificateRevocationList.Read(File.ReadAllBytes(path)).TryGetValue(out CertificateRevocationList? list) ? list : null;

    private static ImmutableDictionary<string, string> ReadDivergences()
    {
        using Stream stream = typeof(PkitsTests).Assembly.GetManifestResourceStream("pkits-divergences.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToImmutableDictionary(static p => p.Name, static p => p.Value.GetString()!, StringComparer.Ordinal);
    }
}
