using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Policies;
using static PluginSign.Tests.Policies.Standing;

namespace PluginSign.Tests.Policies;

/// <summary>What the one pure function makes of a standing: a yes needs every piece, one error is a no, and nothing else changes the answer.</summary>
public sealed class TrustPolicyTests
{
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly PluginStanding Complete = Of(Good(Pki));
    private static readonly TrustPolicy WithBinary = new() { Binary = new BinaryRequirements() };
    private static readonly BinaryFacts Module = new() { Format = BinaryFormat.Wasm, Kind = BinaryKind.WasmModule, Architecture = "any", OperatingSystem = "any" };

    private static readonly ImmutableArray<(string Name, TrustPolicy Policy, PluginStanding Standing)> Missing =
    [
        ("everything", new TrustPolicy(), new PluginStanding { ValidationTime = Now }),
        ("everything but a note", new TrustPolicy(), new PluginStanding { ValidationTime = Now, Findings = [Finding.Note(FindingCode.NoTrustedRoot, "note")] }),
        ("the content", new TrustPolicy(), Complete with { IsContentRead = false }),
        ("the signature", new TrustPolicy(), Complete with { IsSignatureRead = false }),
        ("the signers", new TrustPolicy(), Complete with { Signers = [] }),
        ("the signers, where any is enough", new TrustPolicy { AllowAnySigner = true, RequirePostQuantumAfter = Now }, Complete with { Signers = [] }),
        ("the expected signer, where nobody signed", new TrustPolicy { ExpectedSigners = [CertificateFingerprint.Of(Pki.Signer.Certificate)] }, Complete with { Signers = [] }),
        ("a look at the binary", WithBinary, Complete),
        ("an end of the look at the binary", WithBinary, Complete with { Binary = default(Answer<BinaryFacts>) }),
    ];

    // Where a finding can come from; each place is heard.
    private static readonly ImmutableArray<(string Name, Func<Finding, PluginStanding> Place)> Places =
    [
        ("the steps before the signers", static f => Complete with { Findings = [f] }),
        ("the host's inputs", static f => Complete with { InputFindings = [f] }),
        ("the claim", static f => Of(new SignerReport(Claim(Pki.Signer) with { Findings = [f] }, Search(Pki), new TimestampReport()))),
        ("the timestamps", static f => Of(new SignerReport(Claim(Pki.Signer), Search(Pki), new TimestampReport { Findings = [f] }))),
        ("the path", static f => Of(Good(Pki, null, f))),
        ("the binary", static f => Complete with { Binary = Answers.Passed(Module, f) }),
    ];

    public static TheoryData<string> MissingNames => [.. Missing.Select(static m => m.Name)];

    public static TheoryData<string> PlaceNames => [.. Places.Select(static p => p.Name)];

    [Fact]
    public void All_pieces_together_are_trusted()
    {
        AssertTrusted(new TrustPolicy().Decide(Complete));
        AssertTrusted(WithBinary.Decide(Complete with { Binary = Answers.Passed(Module) }));
        Assert.Equal(Verdict.Trusted, Assert.Single(new TrustPolicy().Decide(Complete).Signers).Verdict);
    }

    [Theory]
    [MemberData(nameof(MissingNames))]
    public void A_missing_piece_is_no_pass(string piece)
    {
        (_, TrustPolicy policy, PluginStanding standing) = Missing.Single(m => string.Equals(m.Name, piece, StringComparison.Ordinal));
        AssertRefused(policy.Decide(standing), FindingCode.NothingChecked);
    }

    [Fact]
    public void A_signer_with_nothing_found_against_it_is_refused_when_a_piece_of_it_is_missing()
    {
        SignerReport[] lacking =
        [
            new(Claim(Pki.Signer) with { IsSigned = false }, Search(Pki), new TimestampReport()),
            new(Claim(Pki.Signer) with { Certificate = null }, Search(Pki), new TimestampReport()),
            new(Claim(Pki.Signer), search: null, new TimestampReport()),
        ];
        Assert.All(lacking, static signer =>
        {
            Decision decision = new TrustPolicy().Decide(Of(signer));
            Assert.Equal(Verdict.Refused, decision.Verdict);
            Assert.Equal(Verdict.Refused, Assert.Single(decision.Signers).Verdict);
        });
        Assert.Equal(Verdict.Refused, Good(Pki).Verdict); // decided about by nobody yet
    }

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public void An_error_from_anywhere_refuses(string place)
        => AssertRefused(WithBinary.Decide(At(place, Error(FindingCode.ContentChanged))), FindingCode.ContentChanged);

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public void What_could_not_be_read_leaves_the_answer_open_and_a_refusal_wins(string place)
    {
        PluginStanding open = At(place, Error(FindingCode.FileUnreadable));
        Assert.Equal(Verdict.Indeterminate, WithBinary.Decide(open).Verdict);
        Assert.Equal(Verdict.Refused, WithBinary.Decide(open with { Findings = [.. open.Findings, Error(FindingCode.ContentChanged)] }).Verdict);
        Assert.Equal(Verdict.Refused, WithBinary.Decide(open with { InputFindings = [.. open.InputFindings, Error(FindingCode.ContentChanged)] }).Verdict);
        Assert.Equal(Verdict.Refused, WithBinary.Decide(open with { Signers = [.. open.Signers, Stranger(Pki)] }).Verdict);
    }

    [Fact]
    public void An_open_answer_stays_open_when_pieces_are_missing()
    {
        Decision decision = new TrustPolicy().Decide(new PluginStanding { ValidationTime = Now, Findings = [Error(FindingCode.FileMissing)] });
        Assert.Equal(Verdict.Indeterminate, decision.Verdict);
        Assert.Equal([FindingCode.FileMissing], Errors(decision));
    }

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public void Warnings_and_notes_leave_the_verdict_and_are_told(string place)
    {
        foreach (Severity severity in (Severity[])[Severity.Warning, Severity.Note])
        {
            Finding finding = Error(FindingCode.ContentChanged).Weighing(severity);
            Decision decision = WithBinary.Decide(At(place, finding));
            AssertTrusted(decision);
            Assert.Contains(finding, decision.Findings);
        }
    }

    [Fact]
    public void Every_signer_must_be_trusted()
    {
        AssertTrusted(new TrustPolicy().Decide(Of(Good(Pki), Good(Pki, Pki.IssueSigner()))));
        AssertRefused(new TrustPolicy().Decide(Of(Good(Pki), Stranger(Pki))), FindingCode.NoPathToAnchor);
        AssertRefused(new TrustPolicy().Decide(Of(Stranger(Pki), Good(Pki))), FindingCode.NoPathToAnchor);
    }

    [Fact]
    public void Errors_come_first_and_revocation_last_among_equals_and_nothing_twice()
    {
        Finding note = Finding.Note(FindingCode.PemBlockIgnored, "note");
        Finding stale = Finding.Warning(FindingCode.RevocationUnknown, "revocation");
        Finding warning = Finding.Warning(FindingCode.CertificateExpiresSoon, "warning");
        Finding later = Finding.Warning(FindingCode.DangerousImport, "later warning");
        Finding revoked = Error(FindingCode.CertificateRevoked);
        Finding error = Error(FindingCode.ContentChanged);
        Decision decision = new TrustPolicy().Decide(Complete with { Findings = [note, stale, warning, revoked, later, note], InputFindings = [error, warning] });
        Assert.Equal([error, revoked, warning, later, stale, note], decision.Findings);
    }

    [Fact]
    public void Signatures_are_weighed_without_the_binary()
    {
        TrustPolicy policy = new() { Binary = new BinaryRequirements { Formats = [BinaryFormat.Elf] } };
        AssertTrusted(policy.DecideSignatures(Complete));
        AssertRefused(policy.DecideSignatures(Of(Stranger(Pki))), FindingCode.NoPathToAnchor);
        AssertRefused(policy.Decide(Complete with { Binary = Answers.Passed(Module) }), FindingCode.BinaryFormatUnexpected);

        // Nobody asked: what the binary is makes no difference.
        AssertTrusted(new TrustPolicy().Decide(Complete with { Binary = Answers.Refused<BinaryFacts>(Error(FindingCode.BinaryFormatUnknown)) }));
        AssertRefused(WithBinary.Decide(Complete with { Binary = Answers.Refused<BinaryFacts>(Error(FindingCode.BinaryFormatUnknown)) }), FindingCode.BinaryFormatUnknown);
    }

    [Fact]
    public void Run_paths_are_judged_from_the_directory_of_the_open_file()
    {
        TrustPolicy policy = new() { Binary = new BinaryRequirements { RunPathRoot = "/srv/plugins" } };
        PluginStanding standing = Complete with { Binary = Answers.Passed(Module with { RunPaths = ["$ORIGIN"] }) };
        AssertTrusted(policy.Decide(standing with { Directory = "/srv/plugins/acme" }));
        AssertRefused(policy.Decide(standing with { Directory = "/tmp" }), FindingCode.RunPathNotAllowed);
        AssertRefused(policy.Decide(standing), FindingCode.RunPathNotAllowed);
    }

    [Fact]
    public void A_signing_time_after_the_validation_time_is_a_warning()
    {
        Assert.Empty(Warnings(Now));
        Assert.Equal([FindingCode.SigningTimeInFuture], Warnings(Now.AddTicks(1)));

        static FindingCode[] Warnings(DateTimeOffset time)
        {
            Decision decision = new TrustPolicy().Decide(Of(new SignerReport(Claim(Pki.Signer) with { SigningTime = time }, Search(Pki), new TimestampReport())));
            AssertTrusted(decision);
            return [.. decision.Findings.Select(static f => f.Code)];
        }
    }

    [Fact]
    public void A_development_CA_is_refused_for_signers_and_timestamps_unless_it_is_allowed()
    {
        IssuedCertificate developer = Pki.IssueSigner(static t => t with { Subject = $"CN=Developer, OU={DevelopmentMark.OrganizationalUnit}" });
        PluginStanding[] standings =
        [
            Of(Good(Pki, developer)),
            Of(new SignerReport(Claim(Pki.Signer), Search(Pki), new TimestampReport { Chain = Path(Pki, developer) })),
        ];
        Assert.All(standings, static standing =>
        {
            AssertRefused(new TrustPolicy().Decide(standing), FindingCode.DevelopmentCertificate);
            Decision allowed = new TrustPolicy { AllowDevelopmentCa = true }.Decide(standing);
            AssertTrusted(allowed);
            Assert.Equal(Severity.Warning, Assert.Single(allowed.Findings, static f => f.Code == FindingCode.DevelopmentCertificate).Severity);
        });
        Assert.Equal(FindingCode.DevelopmentCertificate, Assert.Single(new TrustPolicy().Judge(Path(Pki, developer))).Code);
        Assert.Empty(new TrustPolicy { AllowDevelopmentCa = true }.Judge(Path(Pki)));
    }

    [Fact]
    public void An_expected_signer_counts_only_when_it_is_trusted()
    {
        IssuedCertificate other = Pki.IssueSigner();
        TrustPolicy policy = new() { ExpectedSigners = [CertificateFingerprint.Of(other.Certificate)] };
        AssertTrusted(policy.Decide(Of(Good(Pki, other))));
        AssertTrusted(policy.Decide(Of(Good(Pki), Good(Pki, other))));
        AssertTrusted((policy with { ExpectedSigners = default }).Decide(Complete));
        AssertRefused(policy.Decide(Complete), FindingCode.UnexpectedSigner);

        // It is there, its path leads to the CA, but the signature is not its own; the other signer is enough for a host that takes any.
        SignerReport borrowed = new(Claim(other) with { IsSigned = false, Findings = [Error(FindingCode.SignatureInvalid)] }, Search(Pki, other), new TimestampReport());
        AssertRefused((policy with { AllowAnySigner = true }).Decide(Of(Good(Pki), borrowed)), FindingCode.UnexpectedSigner);
        AssertTrusted(new TrustPolicy { AllowAnySigner = true }.Decide(Of(Good(Pki), borrowed)));
    }

    private static PluginStanding At(string place, Finding finding)
    {
        PluginStanding standing = Places.Single(p => string.Equals(p.Name, place, StringComparison.Ordinal)).Place(finding);
        return standing with { Binary = standing.Binary ?? Answers.Passed(Module) };
    }
}
