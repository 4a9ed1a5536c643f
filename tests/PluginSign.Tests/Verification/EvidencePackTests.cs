using System.Text;
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
        Checked<EvidencePack> read = EvidencePack.Read(Encoding.UTF8.GetBytes(json));
        Assert.False(read.Passed, name);
        Assert.Equal(FindingCode.EvidencePackMalformed, Assert.Single(read.Findings).Code);
    }

    [Fact]
    public void A_certificate_that_is_none_is_named()
    {
        Checked<EvidencePack> read = EvidencePack.Read("""{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z","certificates":["AAAA"]}"""u8.ToArray());
        Assert.Equal(FindingCode.CertificateMalformed, Assert.Single(read.Findings).Code);
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

    [Fact]
    public void What_is_written_is_read_and_is_the_same_file_for_the_same_evidence()
    {
        EvidencePack pack = new(Fresh.AddMilliseconds(3)) { Certificates = [Ours.Intermediate.Certificate, Ours.Root.Certificate], Crls = [new byte[] { 2 }, new byte[] { 1 }], OcspResponses = [new byte[] { 3 }], Timestamps = [new byte[] { 4 }] };
        EvidencePack same = new(Fresh) { Certificates = [Ours.Root.Certificate, Ours.Intermediate.Certificate, Ours.Root.Certificate], Crls = [new byte[] { 1 }, new byte[] { 2 }], OcspResponses = [new byte[] { 3 }], Timestamps = [new byte[] { 4 }] };
        Assert.Equal(pack.ToJson(), same.ToJson());
        Assert.True(EvidencePack.Read(pack.ToJson()).TryGetValue(out EvidencePack? read));
        Assert.Equal(Fresh, read.FreshAsOf);
        Assert.Equal((2, 2, 1, 1), (read.Certificates.Length, read.Crls.Length, read.OcspResponses.Length, read.Timestamps.Length));
        Assert.Equal(pack.ToJson(), read.ToJson());
        Assert.True(new EvidencePack(Fresh).IsEmpty);
        Assert.True(EvidencePack.Read("""{"schema":"pluginsign.evidence/1","freshAsOf":"2026-06-01T12:00:00Z","of":"a later version"}"""u8.ToArray()).Passed);
    }
}
