using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>RFC 5280, 6.1.3 (a) (1): the certificate is signed with its issuer's key. Each pair is checked once a search.</summary>
/// <param name="memory">What other searches found right. It saves the computation and not its price: a search ends at the same place whatever is remembered.</param>
internal sealed class SignatureCheck(SignatureMemory memory)
{
    private readonly Dictionary<(Certificate Subject, Certificate Issuer), bool> _checked = [];

    /// <summary>Adds a finding when the signature is no signature of the issuer's. False when the budget ran out.</summary>
    public bool Judge(PathMember issuer, PathMember subject, PathBudget budget, List<Finding> findings)
    {
        Certificate certificate = subject.Certificate;
        if (certificate.SignatureScheme is not { } scheme)
        {
            bool broken = SignatureScheme.IsBroken(certificate.SignatureAlgorithmOid);
            findings.Add(Finding.Error(
                FindingCode.CertificateAlgorithmUnsupported,
                broken ? $"{subject} is signed with a broken algorithm" : $"{subject} is signed with an algorithm that is not supported",
                "ECDSA or RSA with SHA-256, SHA-384 or SHA-512, Ed25519, or pure ML-DSA",
                $"algorithm {certificate.SignatureAlgorithmOid}{(broken ? ", whose digest has known collisions" : string.Empty)}",
                "have the certificate issued again with a current algorithm"));
            return true;
        }

        if (!issuer.Certificate.PublicKey.TryGetValue(out PublicKey? key))
        {
            return true; // the key's own finding refuses the issuer
        }

        if (!_checked.TryGetValue((certificate, issuer.Certificate), out bool valid))
        {
            if (!budget.TrySpendSignature())
            {
                return false;
            }

            valid = memory.Verify(key, scheme, certificate.ToBeSigned.Span, certificate.Signature.Span);
            _checked.Add((certificate, issuer.Certificate), valid);
        }

        if (!valid)
        {
            findings.Add(Finding.Error(
                FindingCode.CertificateSignatureInvalid,
                $"{subject} is not signed by {issuer}",
                $"a signature under the key of certificate sha256 {issuer.Certificate.Fingerprint}",
                "a signature that does not verify"));
        }

        return true;
    }
}
