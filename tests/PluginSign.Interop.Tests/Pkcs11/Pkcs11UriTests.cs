using PluginSign.Findings;
using PluginSign.Pkcs11;

namespace PluginSign.Interop.Tests.Pkcs11;

/// <summary>RFC 7512, read strictly.</summary>
public sealed class Pkcs11UriTests
{
    [Fact]
    public void Every_attribute()
    {
        Pkcs11Uri uri = Read(
            "pkcs11:token=The%20Software%20PKCS%2311%20Softtoken;manufacturer=Snake%20Oil,%20Inc.;serial=1;model=1.0;library-manufacturer=Snake;library-description=Soft;"
            + "library-version=3.7;slot-description=Slot;slot-manufacturer=Oil;slot-id=327;object=my-certificate;type=private;id=%69%95%3E%5C%F4%BD%EC%91"
            + "?pin-source=file:/etc/token%2520pin&module-path=/usr/lib/libpkcs11.so");
        Assert.Equal("The Software PKCS#11 Softtoken", uri.Token);
        Assert.Equal("Snake Oil, Inc.", uri.Manufacturer);
        Assert.Equal(("1", "1.0", "Snake", "Soft", "3.7"), (uri.Serial, uri.Model, uri.LibraryManufacturer, uri.LibraryDescription, uri.LibraryVersion));
        Assert.Equal(("Slot", "Oil", 327UL, "my-certificate"), (uri.SlotDescription, uri.SlotManufacturer, uri.SlotId, uri.ObjectLabel));
        Assert.Equal("69953E5CF4BDEC91", Convert.ToHexString(uri.Id.AsSpan()));
        Assert.Equal("/usr/lib/libpkcs11.so", uri.ModulePath);
        Assert.Equal("/etc/token pin", uri.PinFile); // the file URI inside is encoded once more
    }

    [Theory]
    [InlineData("file:/run/pin", "/run/pin")]
    [InlineData("file:///run/pin", "/run/pin")]
    [InlineData("file://localhost/run/pin", "/run/pin")]
    [InlineData("/run/pin", "/run/pin")]
    [InlineData("file:pin", "pin")]
    public void Places_of_the_PIN(string source, string path) => Assert.Equal(path, Read($"pkcs11:?pin-source={source}").PinFile);

    [Fact]
    public void Nothing_at_all_matches_anything()
    {
        Pkcs11Uri uri = Read("pkcs11:");
        Assert.Null(uri.Token);
        Assert.True(uri.Id.IsDefault);
        Assert.Equal("pkcs11:", uri.ToString());
        Assert.Equal("", Read("PKCS11:object=").ObjectLabel);
    }

    [Fact]
    public void The_text_leaves_the_query_out_and_reads_back()
    {
        Pkcs11Uri uri = Read("pkcs11:token=a%3Bb;object=%C3%A4;id=%00%FF?pin-source=file:/run/secret-place&module-path=/m.so");
        Assert.Equal("pkcs11:token=a%3Bb;object=%C3%A4;id=%00%FF", uri.ToString());
        Assert.Equal(uri.Token, Read(uri.ToString()).Token);
        Assert.Equal("pkcs11:id=%01", Read("pkcs11:id=%01").ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("token=a")]
    [InlineData("pkcs12:token=a")]
    [InlineData("pkcs11:token")]
    [InlineData("pkcs11:=a")]
    [InlineData("pkcs11:token=a;")]
    [InlineData("pkcs11:;token=a")]
    [InlineData("pkcs11:token=a;token=a")]
    [InlineData("pkcs11:token=a;token=b")]
    [InlineData("pkcs11:tok en=a")]
    [InlineData("pkcs11:Token=a")]
    [InlineData("pkcs11:x-vendor=a")]
    [InlineData("pkcs11:token=a b")]
    [InlineData("pkcs11:token=a/b")]
    [InlineData("pkcs11:token=a#b")]
    [InlineData("pkcs11:token=\u00e4")]
    [InlineData("pkcs11:token=a%")]
    [InlineData("pkcs11:token=a%2")]
    [InlineData("pkcs11:token=a%2g")]
    [InlineData("pkcs11:token=a%+1")]
    [InlineData("pkcs11:token=%ff")]
    [InlineData("pkcs11:token=%C0%80")]
    [InlineData("pkcs11:token=a%00")]
    [InlineData("pkcs11:id=")]
    [InlineData("pkcs11:type=cert")]
    [InlineData("pkcs11:type=")]
    [InlineData("pkcs11:slot-id=")]
    [InlineData("pkcs11:slot-id=-1")]
    [InlineData("pkcs11:slot-id=0x1")]
    [InlineData("pkcs11:slot-id=18446744073709551616")]
    [InlineData("pkcs11:library-version=1.2.3")]
    [InlineData("pkcs11:library-version=256")]
    [InlineData("pkcs11:library-version=a")]
    [InlineData("pkcs11:?module-path=libm.so")]
    [InlineData("pkcs11:?module-path=../m.so")]
    [InlineData("pkcs11:?module-path=")]
    [InlineData("pkcs11:?module-name=softhsm2")]
    [InlineData("pkcs11:?module-path=/a&module-path=/b")]
    [InlineData("pkcs11:?module-path=/a%00b")]
    [InlineData("pkcs11:?pin-sorce=file:/p")]
    [InlineData("pkcs11:?token=a")]
    [InlineData("pkcs11:?pin-source=|/bin/cat")]
    [InlineData("pkcs11:?pin-source=%7C/bin/cat")]
    [InlineData("pkcs11:?pin-source=")]
    [InlineData("pkcs11:?pin-source=file:")]
    [InlineData("pkcs11:?pin-source=file://host/pin")]
    [InlineData("pkcs11:?pin-source=file://localhost")]
    [InlineData("pkcs11:?pin-source=https://host/pin")]
    [InlineData("pkcs11:?pin-source=file:/p%25")]
    [InlineData("pkcs11:?pin-source=file:/p%2500")]
    public void Malformed(string text) => Assert.Equal(FindingCode.TokenUriMalformed, Refusal(text));

    [Fact]
    public void Too_long() => Assert.Equal(FindingCode.TokenUriMalformed, Refusal("pkcs11:token=" + new string('a', Limits.TokenUriCharacters)));

    [Theory]
    [InlineData("pkcs11:token=a?pin-value=4242-secret")]
    [InlineData("pkcs11:token=a?pin-value=4242%secret")]
    [InlineData("pkcs11:token=a;pin-value=4242-secret")]
    [InlineData("pkcs11:token=a?module-path=/m&pin-value=4242-secret&pin-source=/p")]
    public void A_PIN_in_the_URI_is_refused_and_not_repeated(string text)
    {
        Assert.Equal(FindingCode.TokenPinInUri, Refusal(text));
        Assert.DoesNotContain("4242", Pkcs11Uri.Parse(text).Findings[0].ToString(), StringComparison.Ordinal);
    }

    private static Pkcs11Uri Read(string text)
    {
        Answer<Pkcs11Uri> read = Pkcs11Uri.Parse(text);
        Assert.True(read.TryGetValue(out Pkcs11Uri? uri), string.Join("; ", read.Findings));
        return uri;
    }

    private static FindingCode Refusal(string text)
    {
        Answer<Pkcs11Uri> read = Pkcs11Uri.Parse(text);
        Assert.False(read.Passed);
        return Assert.Single(read.Findings).Code;
    }
}
