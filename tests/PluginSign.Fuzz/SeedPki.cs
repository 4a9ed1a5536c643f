using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signing;

namespace PluginSign.Fuzz;

/// <summary>A development CA of this run, with a plugin that its signer signed: seeds are about them, so that what is read is also judged.</summary>
internal static class SeedPki
{
    public static DateTimeOffset Time { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<DevelopmentCa> s_ca = new(static () => DevelopmentCa.Create(Time));

    public static Lazy<Certificate> Root { get; } = new(static () => Read("root.pem"));

    public static Lazy<Certificate> Intermediate { get; } = new(static () => Read("intermediate.pem"));

    public static Lazy<Certificate> Signer { get; } = new(static () => Read("signer.pem"));

    public static Lazy<CmsSigner> Signature { get; } = new(static () => Must(CmsSignature.Read(Sign())).Signers[0]);

    /// <summary>A file of the CA, PEM.</summary>
    public static string Pem(string name) => s_ca.Value.Files.First(f => string.Equals(f.Name, name, StringComparison.Ordinal)).Pem;

    public static byte[] Der(string name)
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(Pem(name));
        return certificate.RawData;
    }

    /// <summary>The signer's serial number, as DER has it.</summary>
    public static ReadOnlyMemory<byte> SignerNumber()
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Der("signer.pem"));
        return certificate.SerialNumberBytes;
    }

    /// <summary>One of the CA's keys; all are ECDSA.</summary>
    public static ECDsa Key(string name)
    {
        ECDsa key = ECDsa.Create();
        key.ImportFromPem(Pem(name));
        return key;
    }

    public static byte[] Sign() => Sign(typeof(SeedPki).Assembly.Location);

    public static byte[] Sign(string path)
    {
        using SigningCredential credential = Must(SigningCredential.FromPem(Ascii("signer.key.pem"), Ascii("signer.pem"), ReadOnlyMemory<byte>.Empty, []));
        using PathWalk walk = PathWalk.WithoutRoot(path);
        using PluginImage image = Must(PluginImage.Read(Must(walk.Answer), [DigestAlgorithm.Sha256]));
        return PluginSigner.Sign(image.Digests, credential, new SigningOptions { SigningTime = Time.AddDays(1) });
    }

    public static byte[] Ascii(string name) => System.Text.Encoding.ASCII.GetBytes(Pem(name));

    public static T Must<T>(Answer<T> answer)
        where T : class
        => answer.TryGetValue(out T? value) ? value : throw new InvalidOperationException(string.Join("; ", answer.Findings.Select(static f => f.Message)));

    private static Certificate Read(string name) => Must(Certificate.Read(Der(name)));
}
