using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>RFC 9881, 5: an ML-DSA key signs and does nothing else; a certificate that says otherwise was issued for another kind of key.</summary>
internal static class MlDsaKeyUsage
{
    private const KeyUsages Signing = KeyUsages.DigitalSignature | KeyUsages.NonRepudiation | KeyUsages.KeyCertSign | KeyUsages.CrlSign;

    public static void Judge(PathMember member, List<Finding> findings)
    {
        if (!member.Certificate.PublicKey.TryGetValue(out PublicKey? key) || !key.Family.IsPostQuantum() || member.Certificate.Known.KeyUsage is not { } usage)
        {
            return;
        }

        if ((usage & Signing) == KeyUsages.None || (usage & ~Signing) != KeyUsages.None)
        {
            findings.Add(Finding.Error(
                FindingCode.CertificateProfile,
                $"{member} has an ML-DSA key that is said to be for more than signing",
                "some of digitalSignature, nonRepudiation, keyCertSign, cRLSign and nothing else (RFC 9881, 5)",
                usage.Text(),
                "have it issued with a key usage for signing alone"));
        }
    }
}
