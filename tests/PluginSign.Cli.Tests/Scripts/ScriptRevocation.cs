using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PluginSign.Cli.Tests.Scripts;

/// <summary>The lines of a script that make CRLs and lists of denied certificates.</summary>
internal static class ScriptRevocation
{
    private static readonly DateTimeOffset Now = new FixedClock().GetUtcNow();

    public static void Do(string verb, string[] words, string place)
    {
        switch (verb)
        {
            case "crl": // crl OUT ISSUER [CERT.pem|stale|no-number]...: ISSUER.pem and ISSUER.key.pem sign it
                File.WriteAllText(words[0], Crl(words[1], words[2..]));
                break;
            case "fingerprint": // fingerprint OUT CERT.pem
                using (X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(words[1])))
                {
                    File.WriteAllText(words[0], $"# denied\n\n{Convert.ToHexString(SHA256.HashData(certificate.RawData))} # {words[1]}\n");
                }

                break;
            default:
                Assert.Fail($"nobody knows what to do at {place}");
                break;
        }
    }

    private static string Crl(string issuerName, string[] words)
    {
        using X509Certificate2 issuer = X509Certificate2.CreateFromPemFile(issuerName + ".pem", issuerName + ".key.pem");
        CertificateRevocationListBuilder builder = new();
        foreach (string word in words.Where(static w => w.EndsWith(".pem", StringComparison.Ordinal)))
        {
            using X509Certificate2 revoked = X509Certificate2.CreateFromPem(File.ReadAllText(word));
            builder.AddEntry(revoked, Now.AddMinutes(-5), X509RevocationReason.Superseded);
        }

        bool isStale = words.Contains("stale", StringComparer.Ordinal);
        byte[] der = builder.Build(issuer, 5, isStale ? Now.AddDays(-1) : Now.AddDays(30), HashAlgorithmName.SHA384, thisUpdate: isStale ? Now.AddDays(-9) : Now.AddMinutes(-1));
        return PemEncoding.WriteString("X509 CRL", words.Contains("no-number", StringComparer.Ordinal) ? WithoutNumber(der, issuer) : der) + "\n";
    }

    // The CRL number's identifier becomes another one, and the CRL is signed again.
    private static byte[] WithoutNumber(byte[] der, X509Certificate2 issuer)
    {
        System.Formats.Asn1.AsnReader list = new System.Formats.Asn1.AsnReader(der, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        byte[] tbs = list.ReadEncodedValue().ToArray();
        byte[] algorithm = list.ReadEncodedValue().ToArray();
        int at = tbs.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x06, 0x03, 0x55, 0x1D, 0x14]);
        Assert.True(at > 0);
        tbs[at + 4] = 0x7F;
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            writer.WriteEncodedValue(algorithm);
            using ECDsa key = issuer.GetECDsaPrivateKey()!;
            writer.WriteBitString(key.SignData(tbs, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence));
        }

        return writer.Encode();
    }
}
