using PluginSign.Certificates;

namespace PluginSign.Cli.Options;

/// <summary>Fingerprints on the command line: SHA-256 in hex; upper case and colons, as other tools print them, are accepted.</summary>
internal static class Fingerprint
{
    private const int Digits = 64;

    public static CertificateFingerprint Read(string option, string text) => CertificateFingerprint.TryParse(text, out CertificateFingerprint? fingerprint)
        ? fingerprint
        : throw new UsageException($"{option} takes the SHA-256 fingerprint of a certificate, {Digits} hex digits; openssl x509 -fingerprint -sha256 prints it", text, with: $"{option} 77ab03c1d2e4f5061728394a5b6c7d8e9f00112233445566778899aabbccddee");
}
