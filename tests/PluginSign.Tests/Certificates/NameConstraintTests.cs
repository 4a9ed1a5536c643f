using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>RFC 5280, 4.2.1.10, name by name: what a CA with one constraint may issue for.</summary>
public sealed class NameConstraintTests
{
    private static readonly TestPki Pki = TestPki.Create();

    [Theory]
    [InlineData("dns:example.test", "dns:example.test", true)]
    [InlineData("dns:example.test", "dns:a.b.EXAMPLE.test", true)]
    [InlineData("dns:example.test", "dns:badexample.test", false)]
    [InlineData("dns:example.test", "dns:test", false)]
    [InlineData("dns:example.test", "dns:*.example.test", true)]
    [InlineData("dns:a.example.test", "dns:*.example.test", false)]
    [InlineData("dns:example.test", "dns:a..example.test", false)]
    [InlineData("dns:.example.test", "dns:a.example.test", false)]
    [InlineData("dns:*.example.test", "dns:a.example.test", false)]
    [InlineData("dns:example.test", "email:a@other.test", true)]
    [InlineData("email:a@example.test", "email:a@EXAMPLE.test", true)]
    [InlineData("email:a@example.test", "email:A@example.test", false)]
    [InlineData("email:example.test", "email:a@example.test", true)]
    [InlineData("email:example.test", "email:a@sub.example.test", false)]
    [InlineData("email:.example.test", "email:a@sub.example.test", true)]
    [InlineData("email:.example.test", "email:a@example.test", false)]
    [InlineData("email:example.test", "email:a@b@example.test", false)]
    [InlineData("email:example.test", "email:example.test", false)]
    [InlineData("uri:example.test", "uri:https://example.test/acme", true)]
    [InlineData("uri:example.test", "uri:https://user@EXAMPLE.test:8443?x", true)]
    [InlineData("uri:example.test", "uri:https://sub.example.test/acme", false)]
    [InlineData("uri:.example.test", "uri:https://sub.example.test/acme", true)]
    [InlineData("uri:.example.test", "uri:https://example.test/acme", false)]
    [InlineData("uri:example.test", "uri:https://example.test@evil.test/", false)]
    [InlineData("uri:example.test", "uri:https://evil.test#@example.test", false)]
    [InlineData("uri:example.test", "uri:https://evil.test\\@example.test", false)]
    [InlineData("uri:example.test", "uri:urn:plugin:acme", false)]
    [InlineData("uri:example.test", "uri:https://192.0.2.1/", false)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "ip:192.0.2.77", true)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "ip:192.0.3.77", false)]
    [InlineData("ip:192.0.2.0/255.0.255.0", "ip:192.0.2.77", false)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "ip:2001:db8::1", false)]
    [InlineData("ip:2001:db8::/ffff:ffff::", "ip:2001:db8:1::1", true)]
    [InlineData("dn:O=Acme", "dn:CN=x, O=ACME ", true)]
    [InlineData("dn:O=Acme", "dn:CN=x, O=Umbrella", false)]
    [InlineData("dn:OU=a, O=Acme", "dn:O=Acme", false)]
    [InlineData("other:1.2.3", "other:1.2.3", false)]
    [InlineData("rid:1.2.3", "rid:1.2.3", false)]
    [InlineData("uri:example.test", "uri:urn:x://example.test/", false)] // RFC 3986, 3.1: the scheme ends at its first colon
    [InlineData("uri:example.test", "uri: https://example.test/", false)]
    [InlineData("uri:example.test", "uri:https://example.test:80@evil.test/", false)]
    [InlineData("uri:example.test", "uri:https://example.test:evil.test/", false)]
    [InlineData("uri:example.test", "uri:https://example.test:/x", true)]
    [InlineData("uri:example.test", "uri:https://ex%61mple.test/", false)]
    [InlineData("uri:example.test", "uri:https://example.test./", false)]
    [InlineData("uri:example.test", "uri:https:///example.test", false)]
    [InlineData("dns:example.test", "dns:a.example.test.", false)]
    [InlineData("dns:example.test", "dns:*.*.example.test", false)]
    [InlineData("dns:example.test", "dns:a*.example.test", false)]
    [InlineData("dns:example.test", "dns:a\0.example.test", false)]
    [InlineData("dns:a.b.example.test", "dns:*.example.test", false)]
    [InlineData("dns:", "dns:*.example.test", true)]
    [InlineData("dns:example.test", "dns:*", false)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "ip:::ffff:192.0.2.77", false)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "octets:c00002", false)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "octets:c000024d00", false)]
    [InlineData("octets:c0000200ff", "ip:192.0.2.77", false)]
    public void Permitted_means_inside(string permitted, string name, bool accepted)
        => AssertJudged(GeneralNames.Constraints(permitted: [Name(permitted)]), name, accepted);

    [Theory]
    [InlineData("dns:example.test", "dns:a.example.test", false)]
    [InlineData("dns:example.test", "dns:example.org", true)]
    [InlineData("dns:a.example.test", "dns:*.example.test", false)]
    [InlineData("dns:b.a.example.test", "dns:c.example.test", true)]
    [InlineData("dns:b.a.example.test", "dns:*.example.test", true)] // a wildcard is one label
    [InlineData("dns:b.a.example.test", "dns:*.a.example.test", false)]
    [InlineData("dns:foo.bar.com", "dns:*.com", true)]
    [InlineData("dns:bar.com", "dns:*.com", false)]
    [InlineData("dns:bar.com", "dns:*.foo.bar.com", false)]
    [InlineData("email:foo@example.com", "email:foo@example.com", false)]
    [InlineData("email:foo@example.com", "email:\"foo\"@example.com", false)]
    [InlineData("email:foo@example.com", "email:\"f\\oo\"@example.com", false)]
    [InlineData("email:foo@example.com", "email:foo(x)@example.com", false)]
    [InlineData("email:foo@example.com", "email: foo@example.com", false)]
    [InlineData("email:foo@example.com", "email:.foo@example.com", false)]
    [InlineData("email:foo@example.com", "email:foo..x@example.com", false)]
    [InlineData("email:foo@example.com", "email:@relay.test:foo@example.com", false)]
    [InlineData("email:foo@example.com", "email:foo@example.com.", false)]
    [InlineData("email:foo@example.com", "email:bar@example.com", true)]
    [InlineData("email:foo@example.com", "email:b.a+r@example.com", true)]
    [InlineData("email:foo@example.com", "other:1.3.6.1.5.5.7.8.9", false)] // SmtpUTF8Mailbox
    [InlineData("email:foo@example.com", "other:1.2.3", true)]
    [InlineData("dns:example.test", "dns:a..example.org", false)]
    [InlineData("email:example.test", "email:a@example.test", false)]
    [InlineData("email:example.test", "email:a@example.org", true)]
    [InlineData("uri:example.test", "uri:https://example.test/acme", false)]
    [InlineData("uri:example.test", "uri:https://example.org/acme", true)]
    [InlineData("uri:example.test", "uri:urn:plugin:acme", false)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "ip:192.0.2.77", false)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "ip:192.0.3.77", true)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "ip:2001:db8::1", true)]
    [InlineData("dn:O=Umbrella", "dn:CN=x, O=umbrella", false)]
    [InlineData("other:1.2.3", "other:1.2.3", false)]
    [InlineData("other:1.2.3", "dns:example.test", true)]
    [InlineData("dns:foo.bar.test", "dns:*.test", true)] // RFC 9525, 6.3: a wildcard is one label
    [InlineData("dns:foo.bar.test", "dns:*.bar.test", false)]
    [InlineData("dns:foo.bar.test", "dns:*.foo.bar.test", false)]
    [InlineData("dns:foo.bar.test", "dns:*.x.foo.bar.test", false)]
    [InlineData("dns:foo.bar.test", "dns:*.baz.test", true)]
    [InlineData("dns:foo.bar.test", "dns:*.oo.bar.test", true)]
    [InlineData("dns:FOO.bar.test", "dns:*.BAR.test", false)]
    [InlineData("dns:foobar.test", "dns:*.bar.test", true)]
    [InlineData("dns:bar.test", "dns:*.test", false)]
    [InlineData("dns:test", "dns:*.test", false)]
    [InlineData("dns:", "dns:*.test", false)]
    [InlineData("dns:example.test", "dns:a.example.test.", false)]
    [InlineData("dns:example.test", "dns:*.*.test", false)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "ip:::ffff:192.0.2.77", false)] // RFC 4291, 2.5.5.2: one and the same host
    [InlineData("ip:::ffff:192.0.2.0/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00", "ip:192.0.2.77", false)]
    [InlineData("ip:::/::", "ip:192.0.2.77", true)]
    [InlineData("ip:192.0.2.0/255.255.255.0", "octets:c00003", false)]
    [InlineData("octets:c0000200ffffff", "ip:192.0.3.77", false)]
    [InlineData("uri:example.test", "uri:urn:x://example.org/", false)]
    [InlineData("uri:example.test", "uri:https://example%2etest/", false)]
    [InlineData("uri:example.test", "uri:https://example.test./", false)]
    [InlineData("uri:example.test", "uri:https://example.org:x/", false)]
    [InlineData("uri:example.test", "uri:https://127.1/", false)]
    [InlineData("uri:example.test", "uri:https://1.2.3.4.5/", false)]
    public void Excluded_means_outside(string excluded, string name, bool accepted)
        => AssertJudged(GeneralNames.Constraints(excluded: [Name(excluded)]), name, accepted);

    [Fact]
    public void The_subject_counts_as_directory_name()
    {
        IssuedCertificate ca = Pki.IssueCa("CN=Constrained", static t => t with { Extensions = [GeneralNames.Constraints([Name("dn:O=Acme")])] });
        Judging.Validate(Pki.IssueSigner(static t => t with { Subject = "CN=x, O=Umbrella" }, ca), [Pki.Root], [ca]).AssertRefuses(FindingCode.NameConstraintViolated);
        Judging.Validate(Pki.IssueSigner(static t => t with { Subject = "CN=x, O=Acme" }, ca), [Pki.Root], [ca]).AssertPasses();
    }

    [Fact]
    public void An_email_in_the_subject_counts_as_mailbox()
    {
        IssuedCertificate ca = Pki.IssueCa("CN=Constrained", static t => t with { Extensions = [GeneralNames.Constraints([Name("email:example.test")])] });
        Judging.Validate(Pki.IssueSigner(static t => t with { Subject = "E=a@evil.test, CN=x" }, ca), [Pki.Root], [ca]).AssertRefuses(FindingCode.NameConstraintViolated);
        Judging.Validate(Pki.IssueSigner(static t => t with { Subject = "E=a@example.test, CN=x" }, ca), [Pki.Root], [ca]).AssertPasses();
    }

    [Theory]
    [InlineData("E=FoO@example.com, CN=x", false)]
    [InlineData("E=foo@EXAMPLE.com, CN=x", false)]
    [InlineData("E=bar@example.com, CN=x", true)]
    public void An_email_in_the_subject_has_no_case(string subject, bool accepted)
    {
        IssuedCertificate ca = Pki.IssueCa("CN=Constrained", static t => t with { Extensions = [GeneralNames.Constraints(excluded: [Name("email:foo@example.com")])] });
        Assert.Equal(accepted, Judging.Validate(Pki.IssueSigner(t => t with { Subject = subject }, ca), [Pki.Root], [ca]).Answer.Passed);
    }

    [Fact]
    public void Constraints_of_an_anchor_count_for_everything_below()
    {
        IssuedCertificate root = TestPki.Issue(CertificateTemplate.Ca("CN=R"), static t => t with { Extensions = [GeneralNames.Constraints([Name("dn:O=Acme")])] });
        IssuedCertificate inside = TestPki.Issue(CertificateTemplate.Ca("CN=CA, O=Acme"), issuer: root);
        IssuedCertificate outside = TestPki.Issue(CertificateTemplate.Ca("CN=CA, O=Umbrella"), issuer: root);
        Judging.Validate(Pki.IssueSigner(issuer: inside), [root], [inside]).AssertPasses();
        Judging.Validate(Pki.IssueSigner(issuer: outside), [root], [outside]).AssertRefuses(FindingCode.NameConstraintViolated);
    }

    [Fact]
    public void A_lower_ca_cannot_widen_what_a_higher_one_has_narrowed()
    {
        IssuedCertificate upper = Pki.IssueCa("CN=Upper", static t => t with { Extensions = [GeneralNames.Constraints([Name("dns:a.test")])] });
        IssuedCertificate lower = Pki.IssueCa("CN=Lower", static t => t with { Extensions = [GeneralNames.Constraints([Name("dns:b.test"), Name("dns:a.test")])] }, upper);
        Judging.Validate(Signer(lower, "dns:x.b.test"), [Pki.Root], [upper, lower]).AssertRefuses(FindingCode.NameConstraintViolated);
        Judging.Validate(Signer(lower, "dns:x.a.test"), [Pki.Root], [upper, lower]).AssertPasses();
    }

    [Fact]
    public void A_self_issued_certificate_is_exempt_unless_it_is_the_end_entity()
    {
        IssuedCertificate ca = Pki.IssueCa("CN=Rolling", static t => t with { Extensions = [GeneralNames.Constraints(excluded: [Name("dn:CN=Rolling")])] });
        IssuedCertificate rolled = Pki.IssueCa("CN=Rolling", issuer: ca);
        Judging.Validate(Signer(rolled, "dns:a.test"), [Pki.Root], [ca, rolled]).AssertPasses();
        IssuedCertificate selfIssued = Pki.IssueSigner(static t => t with { Subject = "CN=Rolling" }, ca);
        Judging.Validate(selfIssued, [Pki.Root], [ca]).AssertRefuses(FindingCode.NameConstraintViolated);
    }

    [Fact]
    public void A_thousand_names_of_each_kind_under_a_thousand_constraints_are_judged()
    {
        byte[][] names = [.. Enumerable.Range(0, 1000).SelectMany(static i => new[] { Name($"dns:h{i}.b.test"), Name($"email:h{i}@b.test"), Name($"ip:10.0.{i / 250}.{i % 250}"), Name($"uri:https://h{i}.b.test/") })];
        byte[][] excluded = [.. Enumerable.Range(0, 1000).SelectMany(static i => new[] { Name($"dns:h{i}.a.test"), Name($"email:h{i}@a.test"), Name($"ip:192.168.{i / 250}.{i % 250}/255.255.255.255"), Name($"uri:h{i}.a.test") })];
        IssuedCertificate ca = Pki.IssueCa("CN=Many", t => t with { Extensions = [GeneralNames.Constraints(excluded: excluded)] });
        Judging.Validate(Pki.IssueSigner(t => t with { SubjectAlternativeNames = [.. names] }, ca), [Pki.Root], [ca]).AssertPasses();
        IssuedCertificate last = Pki.IssueCa("CN=Many", t => t with { Extensions = [GeneralNames.Constraints(excluded: [.. excluded[4..], Name("dns:h999.b.test")])] });
        Judging.Validate(Pki.IssueSigner(t => t with { SubjectAlternativeNames = [.. names] }, last), [Pki.Root], [last]).AssertRefuses(FindingCode.NameConstraintViolated);
    }

    [Fact]
    public void Too_many_comparisons_end_with_a_code()
    {
        IEnumerable<byte[]> Names(string tail) => Enumerable.Range(0, 2000).Select(i => GeneralNames.Dns($"h{i}.{tail}"));
        IssuedCertificate ca = Pki.IssueCa("CN=Many", t => t with { Extensions = [GeneralNames.Constraints(excluded: Names("a.test"))] });
        IssuedCertificate signer = Pki.IssueSigner(t => t with { SubjectAlternativeNames = [.. Names("b.test")] }, ca);
        Finding finding = Judging.Validate(signer, [Pki.Root], [ca]).AssertRefuses(FindingCode.BudgetExhausted);
        Assert.Contains("names", finding.Message, StringComparison.Ordinal); // not "ways to go"
    }

    private static void AssertJudged(TestExtension constraints, string name, bool accepted)
    {
        IssuedCertificate ca = Pki.IssueCa("CN=Constrained", t => t with { Extensions = [constraints] });
        PathValidation validation = Judging.Validate(Signer(ca, name), [Pki.Root], [ca]);
        if (accepted)
        {
            validation.AssertPasses();
            return;
        }

        validation.AssertRefuses(FindingCode.NameConstraintViolated);
    }

    // The subject is left empty, so that only the alternative name is judged.
    private static IssuedCertificate Signer(IssuedCertificate ca, string name)
        => Pki.IssueSigner(t => t with { Subject = string.Empty, SubjectAlternativeNames = [Name(name)] }, ca);

    private static byte[] Name(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string value = text[(colon + 1)..];
        return text[..colon] switch
        {
            "dns" => GeneralNames.Dns(value),
            "email" => GeneralNames.Email(value),
            "uri" => GeneralNames.Uri(value),
            "dn" => GeneralNames.Directory(value),
            "other" => GeneralNames.Other(value, "x"),
            "rid" => GeneralNames.Registered(value),
            "octets" => GeneralNames.Ip(Convert.FromHexString(value)),
            _ => GeneralNames.Ip([.. value.Split('/').SelectMany(static a => System.Net.IPAddress.Parse(a).GetAddressBytes())]),
        };
    }
}
