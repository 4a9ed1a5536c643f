using PluginSign.Cli.Terminal;

namespace PluginSign.Cli.Tests.Terminal;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("CN=Acme, O=Acme", "CN=Acme, O=Acme")]
    [InlineData("Grüße 植物 🌱", "Grüße 植物 🌱")]
    [InlineData("\u001b[2K", "\\u{1b}[2K")]
    [InlineData("a\nb\rc\td\0", "a\\u{a}b\\u{d}c\\u{9}d\\u{0}")]
    [InlineData("\u007f\u009b31m", "\\u{7f}\\u{9b}31m")]
    [InlineData("\u202eabc\u2066", "\\u{202e}abc\\u{2066}")]
    [InlineData("a\u2028b\u00a0c\u200bd", "a\\u{2028}b\\u{a0}c\\u{200b}d")]
    public void Hostile_characters_are_shown_as_their_numbers(string text, string expected) => Assert.Equal(expected, Printable.Of(text));

    // Not as data of the theory above: attributes are stored as UTF-8, which has no lone surrogates.
    [Fact]
    public void A_lone_surrogate_is_shown_as_its_number() => Assert.Equal("a\\u{d800}b\\u{dc00}", Printable.Of("a\ud800b\udc00"));
}
