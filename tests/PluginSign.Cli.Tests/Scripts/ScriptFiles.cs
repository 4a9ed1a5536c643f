using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PluginSign.Cli.Tests.Scripts;

/// <summary>The lines of a script that prepare or check files.</summary>
internal static class ScriptFiles
{
    public static void Do(string verb, string[] words, string place)
    {
        switch (verb)
        {
            case "write": // write FILE TEXT
                File.WriteAllText(words[0], words[1] + "\n");
                break;
            case "bytes": // bytes FILE COUNT
                File.WriteAllBytes(words[0], [.. Enumerable.Range(0, int.Parse(words[1], CultureInfo.InvariantCulture)).Select(static i => (byte)(i % 251))]);
                break;
            case "wasm": // wasm FILE: a module that exports the function run and imports nothing
                File.WriteAllBytes(words[0], [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 7, 1, 3, 0x72, 0x75, 0x6e, 0, 0, 10, 4, 1, 2, 0, 0x0b]);
                break;
            case "flip": // flip FILE: one bit of the last byte
                byte[] bytes = File.ReadAllBytes(words[0]);
                bytes[^1] ^= 1;
                File.WriteAllBytes(words[0], bytes);
                break;
            case "cut": // cut FILE: without its last byte
                File.WriteAllBytes(words[0], File.ReadAllBytes(words[0])[..^1]);
                break;
            case "copy":
                File.Copy(words[0], words[1], overwrite: true);
                break;
            case "delete":
                File.Delete(words[0]);
                break;
            case "fingerprint-list": // fingerprint-list OUT CERTIFICATE LINE-END [BEFORE]: a comment, then the fingerprint
                File.WriteAllText(words[0], $"{(words.Length > 3 ? words[3] : string.Empty)}# denied{words[2]}{Fingerprint(words[1])}{words[2]}");
                break;
            case "mkdir":
                Directory.CreateDirectory(words[0]);
                break;
            case "symlink": // symlink PATH TARGET
                File.CreateSymbolicLink(words[0], words[1]);
                break;
            case "chmod": // chmod PATH 0777
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(words[0], (UnixFileMode)Convert.ToInt32(words[1], 8));
                }

                break;
            default:
                Check(verb, words, place);
                break;
        }
    }

    public static string Fingerprint(string file)
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
        return certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
    }

    private static void Check(string verb, string[] words, string place)
    {
        switch (verb)
        {
            case "exists":
                Assert.True(Path.Exists(words[0]), place);
                break;
            case "missing":
                Assert.False(Path.Exists(words[0]), place);
                break;
            case "files": // files DIR NAME...: exactly these, hidden ones too
                Assert.Equal(words[1..].Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(words[0]).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal), StringComparer.Ordinal);
                break;
            case "same":
                Assert.True(File.ReadAllBytes(words[0]).AsSpan().SequenceEqual(File.ReadAllBytes(words[1])), place);
                break;
            case "differ":
                Assert.False(File.ReadAllBytes(words[0]).AsSpan().SequenceEqual(File.ReadAllBytes(words[1])), place);
                break;
            case "contains": // contains FILE TEXT
                Assert.Contains(words[1], File.ReadAllText(words[0]), StringComparison.Ordinal);
                break;
            case "mode": // mode FILE 0600
                if (!OperatingSystem.IsWindows())
                {
                    Assert.Equal(words[1], "0" + Convert.ToString((int)File.GetUnixFileMode(words[0]), 8));
                }

                break;
            default:
                Certificates(verb, words, place);
                break;
        }
    }

    private static void Certificates(string verb, string[] words, string place)
    {
        switch (verb)
        {
            case "pkcs12": // pkcs12 OUT KEY CERTIFICATES PASSWORD
                X509Certificate2Collection all = [];
                all.ImportFromPemFile(words[2]);
                using (X509Certificate2 leaf = X509Certificate2.CreateFromPemFile(words[2], words[1]))
                {
                    all[0] = leaf;
                    File.WriteAllBytes(words[0], all.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, words.Length > 3 ? words[3] : string.Empty));
                }

                break;
            case "signer": // signer NAME SUBJECT [ec|rsa|rsa1024]: NAME.pem and NAME.key.pem, issued by ca/intermediate.pem
                using (X509Certificate2 issuer = X509Certificate2.CreateFromPemFile("ca/intermediate.pem", "ca/intermediate.key.pem"))
                {
                    Issue(issuer, words[0], words[1], words.Length > 2 ? words[2] : "ec");
                }

                break;
            case "authority": // authority NAME: a timestamp signer, issued by ca/intermediate.pem
                ScriptAuthority.Issue(words[0]);
                break;
            default:
                ScriptRevocation.Do(verb, words, place);
                break;
        }
    }

    private static void Issue(X509Certificate2 issuer, string name, string commonName, string kind)
    {
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(commonName);
        using RSA? rsa = kind.StartsWith("rsa", StringComparison.Ordinal) ? RSA.Create(kind is "rsa" ? 3072 : int.Parse(kind[3..], CultureInfo.InvariantCulture)) : null;
        using ECDsa? ec = rsa is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        CertificateRequest request = new(subject.Build(), rsa is null ? new PublicKey(ec!) : new PublicKey(rsa), HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], critical: false));
        using X509Certificate2 certificate = request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!), new DateTimeOffset(issuer.NotBefore), new DateTimeOffset(issuer.NotBefore).AddYears(1), [1, .. RandomNumberGenerator.GetBytes(8)]);
        File.WriteAllText(name + ".pem", certificate.ExportCertificatePem() + "\n" + issuer.ExportCertificatePem() + "\n");
        File.WriteAllText(name + ".key.pem", (rsa?.ExportPkcs8PrivateKeyPem() ?? ec!.ExportPkcs8PrivateKeyPem()) + "\n");
    }
}
