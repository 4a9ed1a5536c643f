using PluginSign.Certificates;

namespace PluginSign.Tests.Certificates;

/// <summary>What is no fingerprint never becomes one: it would deny nobody, without a word.</summary>
public sealed class CertificateFingerprintTests
{
    private const string Hex = "77ab03c1d2e4f5061728394a5b6c7d8e9f00112233445566778899aabbccddee";

    [Fact]
    public void Hex_in_either_case_with_or_without_colons_is_one()
    {
        string colons = string.Join(':', Hex.ToUpperInvariant().Chunk(2).Select(static p => new string(p)));
        foreach (string text in (string[])[Hex, Hex.ToUpperInvariant(), colons])
        {
            CertificateFingerprint read = CertificateFingerprint.Parse(text);
            Assert.Equal(Hex, read.Hex);
            Assert.Equal(CertificateFingerprint.Parse(Hex), read);
            Assert.Equal(CertificateFingerprint.Parse(Hex).GetHashCode(), read.GetHashCode());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("77ab03c1d2e4f5061728394a5b6c7d8e9f001122")] // a SHA-1 thumbprint
    [InlineData(Hex + " ")]
    [InlineData(" " + Hex)]
    [InlineData(Hex + "00")]
    [InlineData("sha256:" + Hex)]
    [InlineData("77 ab 03 c1 d2 e4 f5 06 17 28 39 4a 5b 6c 7d 8e 9f 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee")]
    [InlineData("77-ab-03-c1-d2-e4-f5-06-17-28-39-4a-5b-6c-7d-8e-9f-00-11-22-33-44-55-66-77-88-99-aa-bb-cc-dd-ee")]
    [InlineData("77ab:03c1:d2e4:f506:1728:394a:5b6c:7d8e:9f00:1122:3344:5566:7788:99aa:bbcc:ddee")]
    [InlineData("77ab03c1d2e4f5061728394a5b6c7d8e9f00112233445566778899aabbccdde\uFF11")] // a full-width digit
    public void Anything_else_is_refused(string text)
    {
        Assert.False(CertificateFingerprint.TryParse(text, out CertificateFingerprint? none));
        Assert.Null(none);
        Assert.Throws<FormatException>(() => CertificateFingerprint.Parse(text));
    }

    [Fact]
    public void Null_is_none() => Assert.False(CertificateFingerprint.TryParse(null, out _));
}
