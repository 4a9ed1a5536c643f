using System.Text;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>The file that carries evidence over an air gap: strict about its form, and trusted for nothing.</summary>
public sealed class EvidencePackTests
{
    private static readonly TestPki Ours = TestPki.Create("Ours");

    private static readonly DateTimeOffset Fresh = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("no JSON", "certificates")]
    [InlineData("a list", "[]")]
    [InlineData("no schema", "{}")]
    [InlineData("another schema", """{"schema":"pluginsign.evidence/2","freshAsOf":"2026-06-01T12:00:00Z"}""")]
    [InlineData("a schema that is no text", """{"schema":1,"freshAsOf":"2026-06-01T12:00:00Z"}""")]
    [InlineData("no time", """{"schema":"pluginsign.evidence/1"}""")]
    [InlineData("a time of some zone", """{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00+02:00"}""")]
    [InlineData("a name twice", """{"schema":"pluginsign.evidence/1","schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z"}""")]
    [InlineData("no list", """{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z","crls":"AA=="}""")]
    [InlineData("no base64", """{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z","crls":["%"]}""")]
    [InlineData("an empty part", """{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z","timestamps":[""]}""")]
    [InlineData("half a letter", """{"schema":"\ud800","freshAsOf":"2026-06-01T12:00:00Z"}""")]
    [InlineData("data behind it", """{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z"} {}""")]
    [InlineData("depth", """{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z","x":[[[[[[[[[[]]]]]]]]]]}""")]
    public void Damaged_packs_are_refused(string name, string json)
    {
        Answer<EvidencePack> read = EvidencePack.Read(Encoding.UTF8.GetBytes(json));
        Assert.False(read.Passed, name);
        Assert.Equal(FindingCode.EvidencePackMalformed, Assert.Single(read.Findings).Code);
    }

    [Theory]
    [InlineData("certificates", FindingCode.CertificateMalformed)]
    [InlineData("crls", FindingCode.CrlMalformed)]
    [InlineData("ocspResponses", FindingCode.OcspMalformed)]
    public void A_part_that_is_none_is_named(string parts, FindingCode code)
    {
        Answer<EvidencePack> read = EvidencePack.Read(Encoding.UTF8.GetBytes($$"""{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z","{{parts}}":["AAAA"]}"""));
        Assert.False(read.Passed);
        Assert.Equal(code, Assert.Single(read.Findings).Code);
    }

    [Fact]
    public void A_pack_brings_what_is_known_and_nobody_to_trust()
    {
        EvidencePack pack = new(Fresh) { Certificates = [Ours.Root.Certificate], Crls = [Crl(new CrlTemplate())], Timestamps = [new byte[] { 4 }] };
        TrustInputs with = pack.AddTo(new TrustInputs());
        Assert.Empty(with.Anchors);
        Assert.Empty(with.TimestampAnchors);
        Assert.Equal((1, 1, 1), (with.Intermediates.Count, with.CarriedRevocation.Lists.Length, with.TimestampTokens.Count));
        Assert.Empty(with.Revocation.Lists); // the host's own information is what it got itself
        Assert.Equal(Fresh, with.EvidenceFreshAsOf);
        Assert.Equal(Fresh.AddDays(-1), new EvidencePack(Fresh.AddDays(-1)).AddTo(with).EvidenceFreshAsOf);
        Assert.Equal(Fresh, new EvidencePack(Fresh.AddDays(1)).AddTo(with).EvidenceFreshAsOf);
    }

    [Fact]
    public void More_parts_or_bytes_than_the_caps_are_refused()
    {
        string many = string.Join(',', Enumerable.Repeat("\"AA==\"", Limits.EvidencePackParts + 1));
        Assert.False(EvidencePack.Read(Encoding.UTF8.GetBytes($$"""{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z","crls":[{{many}}]}""")).Passed);
        byte[] large = new byte[Limits.EvidencePackBytes + 1];
        Array.Fill(large, (byte)' ');
        Assert.False(EvidencePack.Read(large).Passed);
    }

    private static CertificateRevocationList Crl(CrlTemplate template)
        => CertificateRevocationList.Read(template.Sign(Ours.Intermediate)).TryGetValue(out CertificateRevocationList? crl) ? crl : throw new InvalidOperationException("a good CRL is not read");

    [Fact]
    public void What_is_written_is_read_and_is_the_same_file_for_the_same_evidence()
    {
        CertificateRevocationList first = Crl(new CrlTemplate());
        CertificateRevocationList second = Crl(new CrlTemplate { CrlNumber = 8 });
        EvidencePack pack = new(Fresh.AddMilliseconds(3)) { Certificates = [Ours.Intermediate.Certificate, Ours.Root.Certificate], Crls = [second, first], Timestamps = [new byte[] { 4 }, new byte[] { 3 }] };
        EvidencePack same = new(Fresh) { Certificates = [Ours.Root.Certificate, Ours.Intermediate.Certificate, Ours.Root.Certificate], Crls = [first, second], Timestamps = [new byte[] { 3 }, new byte[] { 4 }] };
        Assert.Equal(pack.ToJson(), same.ToJson());
        Assert.True(EvidencePack.Read(pack.ToJson()).TryGetValue(out EvidencePack? read));
        Assert.Equal(Fresh, read.FreshAsOf);
        Assert.Equal((2, 2, 0, 2), (read.Certificates.Length, read.Crls.Length, read.OcspResponses.Length, read.Timestamps.Length));
        Assert.Equal(pack.ToJson(), read.ToJson());
        Assert.True(new EvidencePack(Fresh).IsEmpty);
        Assert.True(EvidencePack.Read("""{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z","of":"a later version"}"""u8.ToArray()).Passed);
    }
}
