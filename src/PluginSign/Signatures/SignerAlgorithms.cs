using System.Formats.Asn1;
using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>The two algorithms that a signer names, the content's digest and the signature: supported, sound, and of one mind.</summary>
internal static class SignerAlgorithms
{
    private const string Digests = "sha256, sha384 or sha512";
    private const string SignAgain = "sign again with sha256 or better";

    /// <summary>Reads both; null when no signature can be checked by them.</summary>
    /// <param name="signer">The signer.</param>
    /// <param name="listed">The digest algorithms that the SignedData lists.</param>
    /// <param name="findings">Takes what is found.</param>
    public static SignatureScheme? Read(CmsSigner signer, IReadOnlyCollection<string> listed, List<Finding> findings)
    {
        CheckDigest(signer.Digest, listed, findings);
        if (ReadScheme(signer, out string oid) is not { } scheme)
        {
            // Plain rsaEncryption takes its digest from the signer: when that is refused already, there is nothing to add.
            if (!(signer.DigestAlgorithm == DigestAlgorithm.None && oid is Oids.RsaEncryption))
            {
                findings.Add(Unsupported(oid));
            }

            return null;
        }

        if (signer.DigestAlgorithm != DigestAlgorithm.None && Disagreement(scheme, signer.DigestAlgorithm) is { } disagreement)
        {
            findings.Add(disagreement);
        }

        return scheme;
    }

    /// <summary>The finding for a key of another kind than the signature.</summary>
    public static Finding OtherKey(SignatureScheme scheme, PublicKey key) => Finding.Error(
        FindingCode.AlgorithmsDisagree,
        "the signer's key is of another kind than the signature",
        $"a key for {scheme.Family.Name()}",
        key.ToString());

    private static void CheckDigest(DigestIdentifier digest, IReadOnlyCollection<string> listed, List<Finding> findings)
    {
        if (DigestAlgorithms.IsBroken(digest.Oid))
        {
            findings.Add(Finding.Error(
                FindingCode.DigestAlgorithmBroken, "the content was hashed with a broken algorithm", Digests, NameOfBroken(digest.Oid)));
        }
        else if (digest.Algorithm == DigestAlgorithm.None)
        {
            findings.Add(Finding.Error(
                FindingCode.DigestAlgorithmUnsupported, "the content was hashed with an algorithm that is not supported", Digests, digest.Oid));
        }
        else if (!listed.Contains(digest.Oid, StringComparer.Ordinal))
        {
            // RFC 5652, 5.1: a verifier may refuse this, and a writer that forgets it has forgotten to tell how to hash in one pass.
            findings.Add(Finding.Error(
                FindingCode.AlgorithmsDisagree,
                "the signature's list of digest algorithms lacks the signer's",
                digest.Algorithm.Name(),
                listed.Count == 0 ? "none" : string.Join(", ", listed.Select(NameOf)),
                "sign again"));
        }
    }

    private static SignatureScheme? ReadScheme(CmsSigner signer, out string oid)
    {
        oid = "something malformed";
        try
        {
            return SignatureScheme.Read(new AsnReader(signer.SignatureAlgorithm, AsnEncodingRules.DER), signer.DigestAlgorithm, out oid);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    // RFC 8419, 3.1: Ed25519 over signed attributes goes with SHA-512. RFC 9882, 3.3: ML-DSA goes with any digest that is as strong as it is.
    private static Finding? Disagreement(SignatureScheme scheme, DigestAlgorithm digest)
    {
        if (scheme.Family.IsPostQuantum())
        {
            return MlDsa.Suits(scheme.Family, digest) ? null : Finding.Error(
                FindingCode.DigestTooWeak,
                "the content was hashed with a weaker algorithm than it was signed with",
                $"{MlDsa.LeastDigest(scheme.Family).Name()} or stronger with {scheme.Family.Name()} (RFC 9882, 3.3)",
                digest.Name());
        }

        DigestAlgorithm wanted = scheme.Family == KeyFamily.Ed25519 ? DigestAlgorithm.Sha512 : scheme.Digest;
        return wanted == digest ? null : Finding.Error(
            FindingCode.AlgorithmsDisagree,
            "the signer's two algorithms disagree on the digest",
            $"{wanted.Name()}, as the signature's algorithm has it",
            digest.Name(),
            "sign again");
    }

    private static Finding Unsupported(string oid)
    {
        if (SignatureScheme.IsBroken(oid))
        {
            return Finding.Error(FindingCode.DigestAlgorithmBroken, "the signature rests on a broken digest", Digests, NameOfBroken(oid));
        }

        (string expected, string actual, string hint) = oid switch
        {
            Oids.RsaPss => (
                "RSA-PSS with one of sha256, sha384 and sha512, MGF1 over the same digest, and a salt as long as the digest",
                "RSA-PSS with other parameters",
                "sign again: with openssl cms add -keyopt rsa_pss_saltlen:digest"),
            _ when SignatureScheme.IsPreHashed(oid) => ("pure ML-DSA (RFC 9882, 3)", "the pre-hash variant HashML-DSA", "sign again with pure ML-DSA"),
            _ when MlDsa.FromOid(oid) != KeyFamily.None => ("ML-DSA without parameters (RFC 9882, 3)", "ML-DSA with parameters", "sign again with pure ML-DSA"),
            _ => ("ECDSA, RSA PKCS #1 v1.5, RSA-PSS, Ed25519 or ML-DSA", oid, "sign again with a supported algorithm"),
        };
        return Finding.Error(FindingCode.SignatureAlgorithmUnsupported, "the signature's algorithm is not supported", expected, actual, hint);
    }

    private static string NameOf(string oid) => DigestAlgorithms.FromOid(oid) is var known && known != DigestAlgorithm.None ? known.Name() : oid;

    private static string NameOfBroken(string oid) => oid switch
    {
        Oids.Sha1 => "sha1",
        Oids.Md5 => "md5",
        Oids.Md4 => "md4",
        Oids.Md2 => "md2",
        Oids.Sha1WithRsa or Oids.EcdsaWithSha1 or Oids.DsaWithSha1 => "sha1",
        Oids.Md5WithRsa => "md5",
        _ => oid,
    };
}
