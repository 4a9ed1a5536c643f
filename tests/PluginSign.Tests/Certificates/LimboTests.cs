using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>x509-limbo (C2SP), the cases of path validation proper. Known divergences are data, and a surprise success fails too.</summary>
public sealed class LimboTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset When = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("A", 132)]
    [InlineData("B", 24)]
    [InlineData("C", 8)]
    public void Every_case_of_a_tier_is_right_but_for_the_known_divergences(string tier, int count)
    {
        using JsonDocument vectors = Parse("limbo/limbo-codesign.json");
        using JsonDocument tiers = Parse("limbo/limbo-applicable.json");
        HashSet<string> ids = [.. tiers.RootElement.EnumerateArray().Where(t => string.Equals(t.GetProperty("tier").GetString(), tier, StringComparison.Ordinal))
            .Select(static t => t.GetProperty("id").GetString()!)];
        Assert.Equal(count, ids.Count);
        ImmutableDictionary<string, string> divergences = ReadDivergences();
        List<string> surprises = [];
        (int accepted, int refused, int diverged) = (0, 0, 0);
        foreach (JsonElement vector in vectors.RootElement.GetProperty("testcases").EnumerateArray())
        {
            string id = vector.GetProperty("id").GetString()!;
            if (!ids.Remove(id))
            {
                continue;
            }

            bool expected = vector.GetProperty("expected_result").GetString() is "SUCCESS";
            (bool actual, string reason) = Run(vector, isStrict: tier is "B");
            bool known = divergences.ContainsKey(id);
            if ((expected == actual) == known)
            {
                surprises.Add($"{id}: expected {expected}, got {actual}, {(known ? "listed as divergence" : "not listed")}: {reason}");
            }

            output.WriteLine($"{(expected == actual ? "ok  " : "DIFF")} {id}: {reason}");
            diverged += known ? 1 : 0;
            accepted += expected == actual && actual ? 1 : 0;
            refused += expected == actual && !actual ? 1 : 0;
        }

        output.WriteLine($"limbo tier {tier}: {accepted + refused} right ({accepted} accepted, {refused} refused), {diverged} known divergences, {surprises.Count} surprises");
        Assert.Empty(ids);
        Assert.True(surprises.Count == 0, string.Join('\n', surprises));
        Assert.True(refused > 0 && (accepted > 0 || tier is "C"), "C is about banned keys alone");
    }

    private static (bool Passed, string Reason) Run(JsonElement vector, bool isStrict)
    {
        List<Certificate> anchors = ReadAll(vector.GetProperty("trusted_certs"));
        List<Certificate> offered = ReadAll(vector.GetProperty("untrusted_intermediates"));
        byte[] der = FromPem(vector.GetProperty("peer_certificate").GetString()!);
        Answer<Certificate> read = Certificate.Read(der);
        if (!read.TryGetValue(out Certificate? endEntity))
        {
            return (false, Text(read.Findings));
        }

        DateTimeOffset time = vector.GetProperty("validation_time") is { ValueKind: JsonValueKind.String } t ? t.GetDateTimeOffset() : When;
        bool isSigner = vector.GetProperty("extended_key_usage").EnumerateArray().Any(static e => e.GetString() is "codeSigning");
        bool isClient = vector.GetProperty("extended_key_usage").EnumerateArray().Any(static e => e.GetString() is "clientAuth");
        PathRequirements requirements = new()
        {
            Purpose = CertificatePurpose.Any,
            ExtendedKeyUsage = isSigner ? CertificateTemplate.CodeSigning : isClient ? "1.3.6.1.5.5.7.3.2" : CertificateTemplate.ServerAuth,
            Strict = isStrict,
            MaximumIntermediates = vector.GetProperty("max_chain_depth") is { ValueKind: JsonValueKind.Number } d ? d.GetInt32() : null,
        };
        // The suite's CRL cases demand that a CRL speaks for the certificate; its other cases know of no revocation.
        List<CertificateRevocationList> crls = ReadLists(vector.GetProperty("crls"));
        RevocationInputs revocation = new()
        {
            Mode = crls.Count > 0 ? RevocationMode.Require : RevocationMode.AllowRevoked,
            Information = new RevocationInformation(crls, []),
        };
        Answer<CertificationPath> answer = new PathValidator(anchors, []).Validate(endEntity, offered, time, requirements, revocation).Answer;
        return (answer.Passed, Text(answer.Findings));
    }

    private static List<Certificate> ReadAll(JsonElement pems)
    {
        List<Certificate> certificates = [];
        foreach (JsonElement pem in pems.EnumerateArray())
        {
            // What cannot be read is not there: that refuses at least as much.
            if (Certificate.Read(FromPem(pem.GetString()!)).TryGetValue(out Certificate? certificate))
            {
                certificates.Add(certificate);
            }
        }

        return certificates;
    }

    private static List<CertificateRevocationList> ReadLists(JsonElement pems) => [.. pems.EnumerateArray().Select(static pem =>
    {
        Assert.True(CertificateRevocationList.Read(FromPem(pem.GetString()!)).TryGetValue(out CertificateRevocationList? crl));
        return crl;
    })];

    private static string Text(ImmutableArray<Finding> findings)
        => string.Join("; ", findings.Where(static f => f.Severity == Severity.Error).Select(static f => $"{f.Code} {f.Message} [{f.Actual}]"));

    private static byte[] FromPem(string pem)
    {
        PemFields fields = PemEncoding.Find(pem);
        return Convert.FromBase64String(pem[fields.Base64Data]);
    }

    private static JsonDocument Parse(string relative) => JsonDocument.Parse(File.ReadAllBytes(VectorFolder.Require(relative)));

    private static ImmutableDictionary<string, string> ReadDivergences()
    {
        using Stream stream = typeof(LimboTests).Assembly.GetManifestResourceStream("limbo-divergences.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToImmutableDictionary(static p => p.Name, static p => p.Value.GetString()!, StringComparer.Ordinal);
    }
}
