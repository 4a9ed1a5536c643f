using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>
/// The forerunner of NIST's PKITS as other projects ship it (<c>expected.txt</c>, <c>root.crt</c>, <c>testNN/*.crt</c>), from a folder that is named by PLUGINSIGN_PKITS
/// (default <c>pkits</c> in the vectors folder) and stays outside the repository. PKITS itself: <see cref="PkitsTests"/>.
/// </summary>
public sealed class NistPathTests(ITestOutputHelper output)
{
    // The file has them commented out, with their reason: its project knows no policies.
    private static readonly string[] Policies = ["test45", "test47"];

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
            PathValidation validation = new PathValidator([read[0]], read[1..]).ValidateAllowingRevoked(read[end + 1], [], new DateTimeOffset(2018, 4, 1, 9, 30, 33, TimeSpan.Zero), Judging.Any);
            tally.Add(name, reason is "Verified", validation, isDivergence: false);
        }

        tally.AssertAllRight(output, "NIST's older suite", least: 50);
    }

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
            Answer<CertificationPath> answer = validation.Answer;
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
