using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>Mailboxes against constraints on mailboxes: one mailbox can be written in many ways (RFC 5321, 4.1.2), and none of them is a way around.</summary>
public sealed class MailboxConstraintTests
{
    private const string Utf8Mailbox = "1.3.6.1.5.5.7.8.9";

    private static readonly TestPki Pki = TestPki.Create();

    [Theory]
    [InlineData("foo@example.test", "foo@example.test", false)]
    [InlineData("foo@example.test", "foo@EXAMPLE.test", false)]
    [InlineData("foo@example.test", "bar@example.test", true)] // the honest twin
    [InlineData("foo@example.test", "foo.bar+x@example.test", true)]
    [InlineData("foo@example.test", "foo@example.org", true)]
    [InlineData("foo@example.test", "\"foo\"@example.test", false)]
    [InlineData("foo@example.test", "\"f\\oo\"@example.test", false)]
    [InlineData("foo@example.test", "\"foo\"@example.org", false)]
    [InlineData("foo@example.test", "foo(comment)@example.test", false)]
    [InlineData("foo@example.test", "(comment)foo@example.test", false)]
    [InlineData("foo@example.test", "foo @example.test", false)]
    [InlineData("foo@example.test", " foo@example.test", false)]
    [InlineData("foo@example.test", "f\\oo@example.test", false)]
    [InlineData("foo@example.test", ".foo@example.test", false)]
    [InlineData("foo@example.test", "foo.@example.test", false)]
    [InlineData("foo@example.test", "f..oo@example.test", false)]
    [InlineData("foo@example.test", "foo@example.test.", false)]
    [InlineData("foo@example.test", "foo@[192.0.2.1]", false)]
    [InlineData("foo@example.test", "@example.org,@example.net:foo@example.test", false)] // a source route (RFC 5321, appendix F.2)
    [InlineData("foo@example.test", "example.org!foo@example.test", true)] // another local part, and legal
    [InlineData("foo@example.test", "@example.test", false)]
    [InlineData("foo@example.test", "", false)]
    [InlineData("foo@example.test", "<foo@example.test>", false)]
    [InlineData("foo@example.test", "mailto:foo@example.test", false)]
    [InlineData("foo@example.test", "foo\0@example.test", false)]
    [InlineData("foo@example.test", "a@b@example.test", false)]
    [InlineData("example.test", "\"foo\"@example.test", false)]
    [InlineData("example.test", "\"foo\"@example.org", false)]
    [InlineData("\"foo\"@example.test", "bar@example.test", false)]
    [InlineData("foo bar@example.test", "bar@example.test", false)]
    public void Excluded_mailboxes(string excluded, string name, bool accepted)
        => AssertJudged(GeneralNames.Constraints(excluded: [GeneralNames.Email(excluded)]), GeneralNames.Email(name), accepted);

    [Theory]
    [InlineData("foo@example.test", "foo@example.test", true)]
    [InlineData("foo@example.test", "\"foo\"@example.test", false)]
    [InlineData("foo@example.test", "FOO@example.test", false)]
    [InlineData("example.test", "\"foo@example.test\"@evil.test", false)]
    [InlineData("example.test", "foo(@evil.test)@example.test", false)]
    [InlineData("example.test", "foo@evil.test,bar@example.test", false)]
    [InlineData(".example.test", "foo@a.example.test", true)]
    [InlineData(".example.test", "\"foo\"@a.example.test", false)]
    public void Permitted_mailboxes(string permitted, string name, bool accepted)
        => AssertJudged(GeneralNames.Constraints(permitted: [GeneralNames.Email(permitted)]), GeneralNames.Email(name), accepted);

    [Fact]
    public void A_quoted_mailbox_is_none_of_the_business_of_other_constraints()
        => AssertJudged(GeneralNames.Constraints(excluded: [GeneralNames.Dns("example.test")]), GeneralNames.Email("\"foo\"@example.test"), accepted: true);

    // RFC 9598, 6: constraints on mailboxes hold for mailboxes in UTF-8, too. Here none is compared, so each one is refused.
    [Theory]
    [InlineData("example.test", "\u533b\u751f@example.test", false)]
    [InlineData("example.test", "\u533b\u751f@EXAMPLE.test", false)]
    [InlineData("example.test", "\u533b\u751f@example.org", false)]
    [InlineData(".example.test", "\u533b\u751f@a.example.test", false)]
    [InlineData("foo@example.test", "\u533b\u751f@example.test", false)]
    [InlineData("foo@example.test", "foo@example.test", false)] // a mailbox in ASCII has no business in there (RFC 9598, 3)
    [InlineData("foo@example.test", "bar@example.test", false)]
    [InlineData("foo@example.test", "\"\u533b\"@example.test", false)]
    [InlineData("foo@example.test", "\u533b@ex\u00e4mple.test", false)]
    [InlineData("foo@example.test", "\u533b", false)]
    public void Excluded_mailboxes_hold_for_UTF8(string excluded, string name, bool accepted)
        => AssertJudged(GeneralNames.Constraints(excluded: [GeneralNames.Email(excluded)]), GeneralNames.Other(Utf8Mailbox, name), accepted);

    [Theory]
    [InlineData("example.test", "\u533b\u751f@example.test", false)]
    [InlineData("example.test", "\u533b\u751f@example.org", false)]
    [InlineData("foo@example.test", "\u533b\u751f@example.test", false)]
    public void Permitted_mailboxes_hold_for_UTF8(string permitted, string name, bool accepted)
        => AssertJudged(GeneralNames.Constraints(permitted: [GeneralNames.Email(permitted)]), GeneralNames.Other(Utf8Mailbox, name), accepted);

    [Fact]
    public void Other_names_of_other_types_are_no_mailboxes()
        => AssertJudged(GeneralNames.Constraints(excluded: [GeneralNames.Email("example.test")]), GeneralNames.Other("1.2.3", "a@example.test"), accepted: true);

    [Theory]
    [InlineData("foo@example.test", false)]
    [InlineData("FoO@example.test", false)] // RFC 5280, 4.1.2.6: not case-sensitive there
    [InlineData("FOO@EXAMPLE.TEST", false)]
    [InlineData("\"foo\"@example.test", false)]
    [InlineData("bar@example.test", true)]
    public void The_subjects_email_address_has_no_case(string address, bool accepted)
    {
        IssuedCertificate ca = Ca(GeneralNames.Constraints(excluded: [GeneralNames.Email("foo@example.test")]));
        byte[] subject = Subject(address);
        AssertAnswer(Pki.IssueSigner(t => t with { SubjectDer = subject }, ca), ca, accepted);
        AssertAnswer(Pki.IssueSigner(t => t with { SubjectDer = subject, SubjectAlternativeNames = [] }, ca), ca, accepted);

        // A mailbox beside it does not take its place.
        AssertAnswer(Pki.IssueSigner(t => t with { SubjectDer = subject, SubjectAlternativeNames = [GeneralNames.Email("ok@example.test")] }, ca), ca, accepted);
    }

    [Fact]
    public void The_subjects_email_address_is_permitted_without_case_too()
    {
        IssuedCertificate ca = Ca(GeneralNames.Constraints(permitted: [GeneralNames.Email("foo@example.test")]));
        AssertAnswer(Pki.IssueSigner(static t => t with { SubjectDer = Subject("FOO@example.test") }, ca), ca, accepted: true);
        AssertAnswer(Pki.IssueSigner(static t => t with { SubjectDer = Subject("fooo@example.test") }, ca), ca, accepted: false);
    }

    private static byte[] Subject(string address) => Signatures.Der.Seq(
        Signatures.Der.Tlv(0x31, Signatures.Der.Seq(Signatures.Der.Oid("2.5.4.3"), Signatures.Der.Tlv(0x0c, "x"u8.ToArray()))),
        Signatures.Der.Tlv(0x31, Signatures.Der.Seq(Signatures.Der.Oid("1.2.840.113549.1.9.1"), Signatures.Der.Tlv(0x16, System.Text.Encoding.ASCII.GetBytes(address)))));

    private static IssuedCertificate Ca(TestExtension constraints) => Pki.IssueCa("CN=Constrained", t => t with { Extensions = [constraints] });

    private static void AssertJudged(TestExtension constraints, byte[] name, bool accepted)
    {
        IssuedCertificate ca = Ca(constraints);
        AssertAnswer(Pki.IssueSigner(t => t with { Subject = string.Empty, SubjectAlternativeNames = [name] }, ca), ca, accepted);
    }

    private static void AssertAnswer(IssuedCertificate signer, IssuedCertificate ca, bool accepted)
    {
        PathValidation validation = Judging.Validate(signer, [Pki.Root], [ca]);
        if (accepted)
        {
            validation.AssertPasses();
        }
        else
        {
            validation.AssertRefuses(FindingCode.NameConstraintViolated);
        }
    }
}
