using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>The four answers, in the three modes, from CRLs.</summary>
public sealed class CrlAnswerTests
{
    private static readonly TestPki Pki = TestPki.Create();
    private static readonly CrlTemplate Good = new();
    private static readonly CertificateRevocationList RootCrl = Good.Issue(Pki.Root);

    private static readonly byte[] PointA = GeneralNames.Uri("http://crl.example.test/a");
    private static readonly byte[] PointB = GeneralNames.Uri("http://crl.example.test/b");

    [Fact]
    public void Not_listed_on_a_current_CRL_is_good()
        => Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, Good.Issue(Pki.Intermediate), RootCrl)).AssertGood();

    [Theory]
    [InlineData(RevocationMode.Require)]
    [InlineData(RevocationMode.AllowUnknown)]
    public void Listed_is_revoked_whatever_the_mode(RevocationMode mode)
    {
        CertificateRevocationList crl = Good.Revoke(Pki.Signer).Issue(Pki.Intermediate);
        Finding finding = Pki.Validate(Pki.Signer, Asking.With(mode, crl, RootCrl)).AssertRefuses(FindingCode.CertificateRevoked);
        Assert.Equal(Check.Revocation, finding.Check);
        Assert.Equal(Verdict.Refused, finding.Verdict);
        Assert.Contains("unspecified", finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revoked_intermediate_revokes_what_it_issued()
        => Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Good.Issue(Pki.Intermediate), Good.Revoke(Pki.Intermediate).Issue(Pki.Root)))
            .AssertRefuses(FindingCode.CertificateRevoked);

    [Fact]
    public void Nothing_at_hand_is_unknown()
    {
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown)).AssertWarns(FindingCode.RevocationUnknown);
        PathValidation required = Pki.Validate(Pki.Signer, new RevocationInputs());
        required.AssertRefuses(FindingCode.RevocationUnknown);
        Assert.Equal(Verdict.Indeterminate, required.Verdict());
        PathValidation off = Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowRevoked, Good.Revoke(Pki.Signer).Issue(Pki.Intermediate)));
        Assert.Empty(off.Answer.Findings);
    }

    [Fact]
    public void An_expired_CRL_is_stale()
    {
        CertificateRevocationList old = (Good with { ThisUpdate = TestPki.ValidationTime.AddDays(-9), NextUpdate = TestPki.ValidationTime.AddSeconds(-1) }).Issue(Pki.Intermediate);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, old, RootCrl)).AssertWarns(FindingCode.RevocationStale);
        PathValidation required = Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, old, RootCrl));
        required.AssertRefuses(FindingCode.RevocationStale);
        Assert.Equal(Verdict.Indeterminate, required.Verdict());
    }

    [Fact]
    public void A_revocation_on_an_expired_CRL_still_counts()
    {
        CrlTemplate old = Good with { ThisUpdate = TestPki.ValidationTime.AddDays(-9), NextUpdate = TestPki.ValidationTime.AddDays(-2) };
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, old.Revoke(Pki.Signer).Issue(Pki.Intermediate))).AssertRefuses(FindingCode.CertificateRevoked);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, old.Revoke(Pki.Signer).Issue(Pki.Intermediate), Good.Issue(Pki.Intermediate), RootCrl)).AssertRefuses(FindingCode.CertificateRevoked);
    }

    [Fact]
    public void A_CRL_without_end_is_stale_and_one_from_the_future_says_nothing_good()
    {
        CertificateRevocationList endless = (Good with { NextUpdate = null }).Issue(Pki.Intermediate);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, endless, RootCrl)).AssertWarns(FindingCode.RevocationStale);
        CertificateRevocationList future = (Good with { ThisUpdate = TestPki.ValidationTime.AddSeconds(1) }).Issue(Pki.Intermediate);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, future, RootCrl)).AssertWarns(FindingCode.RevocationUnknown);
    }

    [Fact]
    public void The_first_and_the_last_second_count()
    {
        CertificateRevocationList crl = Good.Issue(Pki.Intermediate);
        RevocationInputs inputs = Asking.With(RevocationMode.Require, crl, RootCrl);
        Pki.Validate(Pki.Signer, inputs, time: crl.ThisUpdate).AssertGood();
        Pki.Validate(Pki.Signer, inputs, time: crl.NextUpdate).AssertGood();
    }

    [Fact]
    public void A_CRL_of_another_key_with_the_same_name_neither_revokes_nor_clears()
    {
        IssuedCertificate impostor = Pki.IssueCa(Pki.Intermediate.Certificate.Subject, issuer: TestPki.Create("Mallory").Root);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Good.Revoke(Pki.Signer).Issue(impostor), RootCrl)).AssertWarns(FindingCode.RevocationUnknown);
        PathValidation required = Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, Good.Issue(impostor), RootCrl));
        required.AssertRefuses(FindingCode.RevocationUnknown);
        Assert.Equal(Verdict.Indeterminate, required.Verdict());
    }

    public static TheoryData<string> Unusable => [.. UnusableCrls.Keys];

    private static Dictionary<string, CrlTemplate> UnusableCrls => new(StringComparer.Ordinal)
    {
        ["forged"] = Good with { CorruptSignature = true },
        ["forged, with a revocation"] = Good.Revoke(Pki.Signer) with { CorruptSignature = true },
        ["no CRL number"] = Good with { CrlNumber = null },
        ["critical CRL number"] = Good with { CrlNumberCritical = true },
        ["unknown critical extension"] = Good with { Extensions = [new TestExtension("1.2.3.4", true, [0x05, 0x00])] },
        ["unknown critical entry extension"] = Good.Revoke(Pki.Root, extensions: [new TestExtension("1.2.3.4", true, [0x05, 0x00])]),
        ["another issuer's entry in a direct CRL"] = Good.Revoke(Pki.Root, extensions: [new TestExtension("2.5.29.29", true, GeneralNames.Sequence(GeneralNames.Directory("CN=Other")))]),
        ["empty scope"] = Good with { Extensions = [CrlTemplate.Scope()] },
        ["empty list of revoked certificates"] = Good with { EmptyList = true },
        ["scope not critical"] = Good with { Extensions = [CrlTemplate.Scope(users: true) with { Critical = false }] },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void A_CRL_that_cannot_be_believed_refuses_when_the_host_gave_it_and_warns_when_it_came_along(string name)
    {
        CertificateRevocationList crl = UnusableCrls[name].Issue(Pki.Intermediate);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, crl, RootCrl)).AssertRefuses(FindingCode.RevocationUnusable);
        RevocationInputs offered = new() { Mode = RevocationMode.AllowUnknown, Offered = new RevocationInformation([crl, RootCrl], []) };
        Pki.Validate(Pki.Signer, offered).AssertWarns(FindingCode.RevocationUnusable, FindingCode.RevocationUnknown);

        // Another one of the host's own that can be believed is enough, and the damaged one is named all the same; one that came along is not enough.
        PathValidation both = Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, crl, Good.Issue(Pki.Intermediate), RootCrl));
        both.AssertPasses();
        Assert.Contains(both.Answer.Findings, static f => f is { Code: FindingCode.RevocationUnusable, Severity: Severity.Warning });
        Assert.Contains(both.Answer.Findings, static f => f.Code == FindingCode.RevocationGood);
        RevocationInputs hidden = Asking.With(RevocationMode.Require, crl, RootCrl) with { Offered = new RevocationInformation([Good.Issue(Pki.Intermediate)], []) };
        Assert.Contains(Pki.Validate(Pki.Signer, hidden).Answer.Findings, static f => f is { Code: FindingCode.RevocationUnusable, Severity: Severity.Error });
    }

    [Fact]
    public void A_key_that_may_not_sign_CRLs_cannot()
    {
        IssuedCertificate ca = Pki.IssueCa("CN=No CRLs", static t => t with { KeyUsage = System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.KeyCertSign });
        IssuedCertificate signer = Pki.IssueSigner(issuer: ca);
        Finding finding = Pki.Validate(signer, Asking.With(RevocationMode.AllowUnknown, Good.Issue(ca), RootCrl), [ca]).AssertRefuses(FindingCode.RevocationUnusable);
        Assert.Contains("cRLSign", finding.Actual, StringComparison.Ordinal);
        IssuedCertificate silent = Pki.IssueCa("CN=Says nothing", static t => t with { KeyUsage = null });
        Pki.Validate(Pki.IssueSigner(issuer: silent), Asking.With(RevocationMode.Require, Good.Issue(silent), RootCrl), [silent]).AssertGood();
    }

    [Theory]
    [InlineData(true, false, false, true)] // onlyContainsUserCerts is the signer's
    [InlineData(false, true, false, false)]
    [InlineData(false, false, true, false)]
    public void The_scope_of_a_CRL_counts(bool users, bool cas, bool attributes, bool covers)
    {
        CertificateRevocationList crl = (Good with { Extensions = [CrlTemplate.Scope(users: users, cas: cas, attributes: attributes)] }).Issue(Pki.Intermediate);
        PathValidation validation = Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, crl, RootCrl));
        if (covers)
        {
            validation.AssertGood();
        }
        else
        {
            validation.AssertWarns(FindingCode.RevocationUnknown);
        }
    }

    [Fact]
    public void A_CRL_for_users_alone_says_nothing_of_a_version_1_certificate()
    {
        IssuedCertificate signer = Pki.IssueSigner(static t => t with { Version = 1, IsCa = null, KeyUsage = null, ExtendedKeyUsage = null, SubjectAlternativeNames = [], KeyIdentifiers = false });
        RevocationInputs users = Asking.With(RevocationMode.Require, (Good with { Extensions = [CrlTemplate.Scope(users: true)] }).Issue(Pki.Intermediate), RootCrl);
        RevocationInputs all = Asking.With(RevocationMode.Require, Good.Issue(Pki.Intermediate), RootCrl);
        PathValidator paths = new([Pki.Root.Certificate], [Pki.Intermediate.Certificate]);
        PathValidation refused = paths.Validate(signer.Certificate, [], TestPki.ValidationTime, Judging.Any, users);
        refused.AssertRefuses(FindingCode.RevocationUnknown);
        Assert.True(paths.Validate(signer.Certificate, [], TestPki.ValidationTime, Judging.Any, all).Answer.Passed);
    }

    [Fact]
    public void Every_distribution_point_is_looked_at()
    {
        // RUSTSEC-2026-0049: only the first one was, and the CRL of the second was passed over.
        IssuedCertificate signer = Pki.IssueSigner(static t => t with { Extensions = [TwoPoints(PointA, PointB)] });
        CrlTemplate second = Good with { Extensions = [CrlTemplate.Scope(PointB)] };
        Pki.Validate(signer, Asking.With(RevocationMode.Require, second.Issue(Pki.Intermediate), RootCrl)).AssertGood();
        Pki.Validate(signer, Asking.With(RevocationMode.AllowUnknown, second.Revoke(signer).Issue(Pki.Intermediate), RootCrl)).AssertRefuses(FindingCode.CertificateRevoked);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, second.Issue(Pki.Intermediate), RootCrl)).AssertWarns(FindingCode.RevocationUnknown);
    }

    [Fact]
    public void CRLs_for_some_reasons_must_cover_all_of_them_together()
    {
        byte[] keyCompromise = [0b0100_0000];
        byte[] others = [0b0011_1111, 0b1000_0000];
        CertificateRevocationList Some(byte[] reasons) => (Good with { Extensions = [CrlTemplate.Scope(reasons: reasons)] }).Issue(Pki.Intermediate);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Some(keyCompromise), RootCrl)).AssertWarns(FindingCode.RevocationUnknown);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, Some(keyCompromise), Some(others), RootCrl)).AssertGood();
    }

    [Fact]
    public void A_delta_adds_to_its_base()
    {
        CertificateRevocationList complete = (Good with { CrlNumber = 5, ThisUpdate = TestPki.ValidationTime.AddDays(-9), NextUpdate = TestPki.ValidationTime.AddDays(-1) }).Issue(Pki.Intermediate);
        CrlTemplate delta = Good with { CrlNumber = 8, BaseNumber = 5 };
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, complete, delta.Issue(Pki.Intermediate), RootCrl)).AssertGood();
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, complete, delta.Revoke(Pki.Signer).Issue(Pki.Intermediate), RootCrl)).AssertRefuses(FindingCode.CertificateRevoked);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, delta.Issue(Pki.Intermediate), RootCrl)).AssertWarns(FindingCode.RevocationUnknown);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, complete, (delta with { BaseNumber = 6 }).Issue(Pki.Intermediate), RootCrl)).AssertWarns(FindingCode.RevocationStale);
    }

    [Fact]
    public void A_hold_can_be_lifted_and_nothing_else_can()
    {
        CrlTemplate complete = Good with { CrlNumber = 5, ThisUpdate = TestPki.ValidationTime.AddDays(-3) };
        CrlTemplate delta = Good with { CrlNumber = 8, BaseNumber = 5 };
        CertificateRevocationList held = complete.Revoke(Pki.Signer, RevocationReason.CertificateHold).Issue(Pki.Intermediate);
        CertificateRevocationList lost = complete.Revoke(Pki.Signer, RevocationReason.KeyCompromise).Issue(Pki.Intermediate);
        CertificateRevocationList lifted = delta.Revoke(Pki.Signer, RevocationReason.RemoveFromCrl).Issue(Pki.Intermediate);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, held, RootCrl)).AssertRefuses(FindingCode.CertificateRevoked);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, held, lifted, RootCrl)).AssertGood();
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, held, (Good with { CrlNumber = 9 }).Issue(Pki.Intermediate), RootCrl)).AssertGood();
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, lost, lifted, RootCrl)).AssertRefuses(FindingCode.CertificateRevoked);
    }

    [Fact]
    public void A_CRL_issuer_of_its_own_must_lead_to_the_anchor()
    {
        IssuedCertificate crlSigner = Pki.IssueCa(Pki.Intermediate.Certificate.Subject, static t => t with { KeyUsage = System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.CrlSign });
        CertificateRevocationList crl = Good.Revoke(Pki.Signer).Issue(crlSigner);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, crl, RootCrl), [Pki.Intermediate, crlSigner]).AssertRefuses(FindingCode.CertificateRevoked);
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, Good.Issue(crlSigner), RootCrl), [Pki.Intermediate, crlSigner]).AssertGood();

        // Not when it is revoked itself, and not when it comes from elsewhere.
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Good.Issue(crlSigner), Good.Revoke(crlSigner).Issue(Pki.Root)), [Pki.Intermediate, crlSigner]).AssertRefuses(FindingCode.RevocationUnusable);
        IssuedCertificate foreign = Pki.IssueCa(Pki.Intermediate.Certificate.Subject, issuer: Pki.IssueCa("CN=Ambitious CA"));
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, Good.Issue(foreign), RootCrl), [Pki.Intermediate, foreign]).AssertRefuses(FindingCode.RevocationUnusable);
    }

    [Fact]
    public void An_indirect_CRL_speaks_for_those_who_name_its_issuer()
    {
        IssuedCertificate issuer = Pki.IssueCa("CN=CRL Issuer, O=Acme");
        TestExtension point = CrlTemplate.Point(PointA, crlIssuer: GeneralNames.Directory("CN=CRL Issuer, O=Acme"));
        IssuedCertificate signer = Pki.IssueSigner(t => t with { Extensions = [point] });
        CrlTemplate indirect = Good with { Extensions = [CrlTemplate.Scope(PointA, indirect: true)] };
        TestExtension whose = new("2.5.29.29", true, GeneralNames.Sequence(GeneralNames.Directory(Pki.Intermediate.Certificate.Subject)));
        IssuedCertificate[] offered = [Pki.Intermediate, issuer];
        Pki.Validate(signer, Asking.With(RevocationMode.Require, indirect.Issue(issuer), RootCrl), offered).AssertGood();
        Pki.Validate(signer, Asking.With(RevocationMode.Require, indirect.Revoke(signer, extensions: [whose]).Issue(issuer), RootCrl), offered).AssertRefuses(FindingCode.CertificateRevoked);

        // The same serial number of another issuer is another certificate; and who is not named says nothing.
        Pki.Validate(signer, Asking.With(RevocationMode.Require, indirect.Revoke(signer).Issue(issuer), RootCrl), offered).AssertGood();
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.AllowUnknown, indirect.Revoke(Pki.Signer, extensions: [whose]).Issue(issuer), RootCrl), offered).AssertWarns(FindingCode.RevocationUnknown);
    }

    [Fact]
    public void A_CRL_issuer_speaks_about_itself_only_where_its_certificate_says_so()
    {
        // PKITS, 4.14.30: below the intermediate, and the intermediate issues no CRL of its own.
        TestExtension point = CrlTemplate.Point(PointA, crlIssuer: GeneralNames.Directory("CN=CRL Issuer, O=Acme"));
        IssuedCertificate signer = Pki.IssueSigner(t => t with { Extensions = [point] });
        CrlTemplate indirect = Good with { Extensions = [CrlTemplate.Scope(PointA, indirect: true)] };
        TestExtension whose = new("2.5.29.29", true, GeneralNames.Sequence(GeneralNames.Directory(Pki.Intermediate.Certificate.Subject)));

        IssuedCertificate named = Pki.IssueCa("CN=CRL Issuer, O=Acme", t => t with { Extensions = [point] }, Pki.Intermediate);
        Pki.Validate(signer, Asking.With(RevocationMode.Require, indirect.Issue(named), RootCrl), [Pki.Intermediate, named]).AssertGood();
        Pki.Validate(signer, Asking.With(RevocationMode.Require, indirect.Revoke(signer, extensions: [whose]).Issue(named), RootCrl), [Pki.Intermediate, named]).AssertRefuses(FindingCode.CertificateRevoked);

        IssuedCertificate silent = Pki.IssueCa("CN=CRL Issuer, O=Acme", issuer: Pki.Intermediate);
        Assert.False(Pki.Validate(signer, Asking.With(RevocationMode.Require, indirect.Issue(silent), RootCrl), [Pki.Intermediate, silent]).Answer.Passed);
    }

    [Fact]
    public void A_revoked_intermediate_is_gone_around()
    {
        // The CA was certified twice; one of the certificates is revoked.
        IssuedCertificate again = TestPki.Issue(CertificateTemplate.Ca(Pki.Intermediate.Certificate.Subject), static t => t with { Key = Pki.Intermediate.Key }, Pki.Root);
        CertificateRevocationList crl = Good.Revoke(Pki.Intermediate).Issue(Pki.Root);
        PathValidation validation = Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, crl, Good.Issue(Pki.Intermediate)), [Pki.Intermediate, again]);
        Assert.Same(again.Certificate, validation.AssertPasses().Certificates[1]);
    }

    [Fact]
    public void A_v1_CRL_can_revoke_and_clear()
    {
        CrlTemplate old = Good with { Version = 1 };
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, old.Issue(Pki.Intermediate), RootCrl)).AssertGood();
        Pki.Validate(Pki.Signer, Asking.With(RevocationMode.Require, old.Revoke(Pki.Signer).Issue(Pki.Intermediate), RootCrl)).AssertRefuses(FindingCode.CertificateRevoked);
    }

    private static TestExtension TwoPoints(byte[] first, byte[] second)
    {
        static byte[] Inner(byte[] name) => System.Formats.Asn1.AsnDecoder.ReadEncodedValue(CrlTemplate.Point(name).Value, System.Formats.Asn1.AsnEncodingRules.DER, out int offset, out int length, out _) is var _
            ? CrlTemplate.Point(name).Value.AsSpan(offset, length).ToArray()
            : [];
        return new TestExtension("2.5.29.31", false, GeneralNames.Sequence(Inner(first), Inner(second)));
    }
}
