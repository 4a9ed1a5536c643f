using System.Diagnostics.CodeAnalysis;

namespace PluginSign.Certificates;

/// <summary>The SHA-256 of a certificate's whole DER: which certificate is meant, to the byte. A text that is no fingerprint never becomes one.</summary>
/// <remarks>Immutable. It names one encoding; who is to be refused is named by a <see cref="DeniedCertificate"/>, which covers the certificate's other encodings and its key.</remarks>
public sealed class CertificateFingerprint : IEquatable<CertificateFingerprint>
{
    private const int Digits = 64;
    private const int DigitsWithColons = 95; // 32 pairs, as openssl x509 -fingerprint prints them

    private CertificateFingerprint(string hex) => Hex = hex;

    /// <summary>64 lowercase hex digits.</summary>
    public string Hex { get; }

    /// <summary>The fingerprint of a certificate.</summary>
    public static CertificateFingerprint Of(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new CertificateFingerprint(certificate.Fingerprint);
    }

    /// <summary>Reads 64 hex digits, or 32 pairs of them with colons between; upper case counts like lower case.</summary>
    /// <param name="text">The fingerprint. Spaces, a SHA-1 thumbprint and everything else are refused.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static CertificateFingerprint Parse(string text) => TryParse(text, out CertificateFingerprint? fingerprint)
        ? fingerprint
        : throw new FormatException($"a SHA-256 fingerprint is {Digits} hex digits, with or without colons between the pairs");

    /// <summary>Reads what <see cref="Parse"/> reads; false for everything else.</summary>
    /// <param name="text">The fingerprint.</param>
    /// <param name="fingerprint">The fingerprint; null when the text is none.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out CertificateFingerprint? fingerprint)
    {
        ReadOnlySpan<char> given = text;
        Span<char> hex = stackalloc char[Digits];
        bool hasColons = given.Length == DigitsWithColons;
        bool isHex = hasColons || given.Length == Digits;
        for (int i = 0, digit = 0; isHex && i < given.Length; i++)
        {
            if (hasColons && i % 3 == 2)
            {
                isHex = given[i] == ':';
            }
            else
            {
                isHex = char.IsAsciiHexDigit(given[i]);
                hex[digit++] = char.ToLowerInvariant(given[i]);
            }
        }

        fingerprint = isHex ? new CertificateFingerprint(hex.ToString()) : null;
        return isHex;
    }

    /// <inheritdoc/>
    public bool Equals(CertificateFingerprint? other) => other is not null && string.Equals(Hex, other.Hex, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CertificateFingerprint);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Hex);

    /// <summary>The hex digits.</summary>
    public override string ToString() => Hex;
}
