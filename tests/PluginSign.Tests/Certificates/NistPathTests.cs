using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>
/// NIST's suites of path validation, from a folder that is named by PLUGINSIGN_PKITS (default <c>pkits</c> in the vectors folder) and stays outside the
/// repository: PKITS itself (<c>certs/*.crt</c>), or its forerunner as other projects ship it (<c>expected.txt</c>, <c>root.crt</c>, <c>testNN/*.crt</c>).
/// </summary>
public sealed class NistPathTests(ITestOutputHelper output)
{
    // Cases that are about revocation: here nothing is revoked.
    private static readonly string[] AboutRevocation =
    [
        "CRL", "crl", "Revok", "revok", "distributionPoint", "onlyContains", "onlySome", "SerialNumber", "BasicSelfIssued", "IDPwith", "nextUpdate", "SeparateCertificateandCRLKeys",
    ];

    // The file has them commented out, with their reason: its project knows no policies.
    private static readonly string[] Policies = ["test45", "test47"];

    [Fact]
    public void PKITS_by_the_names_of_its_end_entities()
    {
        string folder = Path.Combine(Folder(), "certs");
        Assert.SkipUnless(Directory.Exists(folder), "PKITS (certs/*.crt) is not in the folder (PLUGINSIGN_PKITS)");
        Dictionary<string, Certificate> all = new(StringComparer.Ordinal);
        foreach (string file in Directory.GetFiles(folder, "*.crt"))
        {
            if (Certificate.Read(File.ReadAllBytes(file)).TryGetValue(out Certificate? certificate))
            {
                all.Add(Path.GetFileNameWithoutExtension(file), certificate);
            }
        }

        PathValidator validator = new([all["TrustAnchorRootCertificate"]], all.Where(static c => !c.Key.EndsWith("EE", StringComparison.Ordinal)).Select(static c => c.Value));
        Tally tally = new();
        foreach ((string name, Certificate endEntity) in all.Where(static c => c.Key.EndsWith("EE", StringComparison.Ordinal) && !IsAboutRevocation(c.Key)))
        {
            // Of DSA nothing is supported; that is a divergence with its own code.
            bool isDsa = name.StartsWith("ValidDSA", StringComparison.Ordinal);
            bool? expected = name.StartsWith("Valid", StringComparison.Ordinal) ? !isDsa : name.StartsWith("Invalid", StringComparison.Ordinal) ? false : null;
            if (expected is { } valid)
            {
                tally.Add(name, valid, validator.Validate(endEntity, [], TestPki.ValidationTime, Judging.Any), isDsa);
            }
        }

        tally.AssertAllRight(output, "PKITS", least: 100);
    }

    [Fact]
    public void The_forerunner_of_PKITS_with_new_keys()
    {
        string folder = Folder();
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "expected.txt")), "NIST's older suite (expected.txt, testNN) is not in the folder (PLUGINSIGN_PKITS)");
        byte[] root = File.ReadAllBytes(Path.Combine(folder, "root.crt"));
        Tally tally = new();
        foreach (string line in File.ReadAllLines(Path.Combine(folder, "expected.txt")))
        {
            string[] parts = line.TrimStart('#').Split(':');
            bool isAboutPolicy = Policies.Contains(parts[0], StringComparer.Ordinal);
            if (parts is not [string name, string reason] || (line.StartsWith('#') && !isAboutPolicy)
                || reason.Contains("CRL", StringComparison.Ordinal) || reason.Contains("revo", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            string[] files = [.. Directory.GetFiles(Path.Combine(folder, name), "*.crt").Order(StringComparer.Ordinal)];
            int end = Array.FindIndex(files, static f => f.EndsWith("end.crt", StringComparison.Ordinal));
            List<Certificate> read = [.. Rekeying.Rekey([root, .. files.Select(File.ReadAllBytes)]).Select(static c => new IssuedCertificate(c, TestKey.P256(), []).Certificate)];
            PathValidation validation = new PathValidator([read[0]], read[1..]).Validate(read[end + 1], [], new DateTimeOffset(2018, 4, 1, 9, 30, 33, TimeSpan.Zero), Judging.Any);
            tally.Add(name, reason is "Verified", validation, isDivergence: false);
        }

        tally.AssertAllRight(output, "NIST's older suite", least: 50);
    }

    private static bool IsAboutRevocation(string name) => Array.Exists(AboutRevocation, word => name.Contains(word, StringComparison.Ordinal));

    private static string Folder()
        => Environment.GetEnvironmentVariable("PLUGINSIGN_PKITS") is { Length: > 0 } given ? given : VectorFolder.Find("pkits");

    private sealed class Tally
    {
        private readonly List<string> _wrong = [];
        private int _accepted;
        private int _refused;
        private int _divergences;

        public void Add(string name, bool expected, PathValidation validation, bool isDivergence)
        {
            Checked<CertificationPath> answer = validation.Answer;
            if (answer.Passed != expected)
            {
                _wrong.Add($"{name}: expected {expected}\n{Judging.Text(answer.Findings)}");
                return;
            }

            _divergences += isDivergence ? 1 : 0;
            _accepted += answer.Passed ? 1 : 0;
            _refused += answer.Passed || isDivergence ? 0 : 1;
        }

        public void AssertAllRight(ITestOutputHelper output, string suite, int least)
        {
            output.WriteLine($"{suite}: {_accepted + _refused} right ({_accepted} accepted, {_refused} refused), {_divergences} known divergences (DSA), {_wrong.Count} wrong");
            Assert.True(_wrong.Count == 0, string.Join('\n', _wrong));
            Assert.True(_accepted > 0 && _refused > 0 && _accepted + _refused >= least);
        }
    }
}
