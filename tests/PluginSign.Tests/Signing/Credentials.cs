using System.Text;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Signing;

namespace PluginSign.Tests.Signing;

/// <summary>Credentials of a test's trust world.</summary>
internal static class Credentials
{
    public static SigningOptions Options { get; } = new() { SigningTime = TestPki.ValidationTime };

    public static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    /// <summary>A credential that must be good.</summary>
    public static SigningCredential Of(IssuedCertificate signer, params Certificate[] issuers)
    {
        Answer<SoftwareSigningKey> key = SoftwareSigningKey.FromPem(Ascii(signer.KeyPem), []);
        Assert.True(key.TryGetValue(out SoftwareSigningKey? software), string.Join("; ", key.Findings));
        return Value(SigningCredential.Create(software, signer.Certificate, issuers));
    }

    public static SigningCredential Value(Answer<SigningCredential> read)
    {
        Assert.True(read.TryGetValue(out SigningCredential? credential), string.Join("; ", read.Findings));
        return credential;
    }

    /// <summary>The only code of a refusal, and a look at its text: no password may be in it.</summary>
    public static FindingCode Refusal<T>(Answer<T> read, string? secret = null)
        where T : class
    {
        Assert.False(read.Passed);
        Finding finding = Assert.Single(read.Findings);
        if (secret is not null)
        {
            Assert.DoesNotContain(secret, finding.ToString(), StringComparison.Ordinal);
        }

        return finding.Code;
    }
}
