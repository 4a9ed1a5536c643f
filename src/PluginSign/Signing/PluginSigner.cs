using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;
using PluginSign.Signatures;

namespace PluginSign.Signing;

/// <summary>
/// Makes detached CMS signatures (RFC 5652) with signed attributes and the signer's chain. It sees digests, never the content, so content of any size can be signed.
/// </summary>
public static class PluginSigner
{
    /// <summary>The digest that the content must be hashed with.</summary>
    public static DigestAlgorithm DigestFor(SigningCredential credential, SigningOptions options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(options);
        return SignatureScheme.Pure(credential.Key.PublicKey.Family) is null ? options.Digest : DigestAlgorithm.Sha512;
    }

    /// <summary>Signs content of the given digests.</summary>
    /// <param name="digests">The content's digests, that of <see cref="DigestFor"/> among them.</param>
    /// <param name="credential">Who signs.</param>
    /// <param name="options">How.</param>
    /// <returns>The DER of the signature file.</returns>
    /// <exception cref="ArgumentException">The digest of <see cref="DigestFor"/> is missing.</exception>
    /// <exception cref="CryptographicException">The key failed, or made a signature that its certificate does not verify.</exception>
    public static byte[] Sign(IReadOnlyList<ContentDigest> digests, SigningCredential credential, SigningOptions options)
    {
        ContentDigest digest = Needed(digests, credential, options);
        return CmsWriter.Write(new SignedDataParts(
            [SignerInfoWriter.DigestAlgorithmIdentifier(digest.Algorithm)],
            [.. Carried(credential).Select(static c => c.Encoded)],
            default,
            [NewSigner(digest, credential, options)]));
    }

    /// <summary>Adds a signer to a signature. The signers that are there stay as they are, byte for byte.</summary>
    /// <param name="existingSignature">The signature file as it is.</param>
    /// <param name="digests">The content's digests, that of <see cref="DigestFor"/> among them.</param>
    /// <param name="credential">Who signs.</param>
    /// <param name="options">How.</param>
    /// <returns>The DER of the new signature file; a refusal when the old one cannot be read, is full, or has this signer already.</returns>
    /// <exception cref="ArgumentException">The digest of <see cref="DigestFor"/> is missing.</exception>
    /// <exception cref="CryptographicException">The key failed, or made a signature that its certificate does not verify.</exception>
    public static Answer<byte[]> Append(
        ReadOnlyMemory<byte> existingSignature, IReadOnlyList<ContentDigest> digests, SigningCredential credential, SigningOptions options)
    {
        ContentDigest digest = Needed(digests, credential, options);
        Answer<CmsSignature> read = CmsSignature.Read(existingSignature);
        if (!read.TryGetValue(out CmsSignature? existing))
        {
            return Answers.Refused<byte[]>(read.Findings);
        }

        if (existing.Signers.Any(s => s.Identifier.Matches(credential.Certificate)))
        {
            return Answers.Refused<byte[]>(Finding.Error(
                FindingCode.SignerRepeated,
                "this signer has signed already",
                "a signer that has not",
                credential.Certificate.Subject,
                "nothing needs to be done; to sign anew, put a new signature in the place of this one").Offering(Remedy.Replace));
        }

        SignedDataParts old = existing.Parts;
        bool isListed = existing.ListedDigests.Contains(digest.Algorithm.Oid(), StringComparer.Ordinal);
        IEnumerable<ReadOnlyMemory<byte>> added = Carried(credential)
            .Select(static c => c.Encoded)
            .Where(c => old.Certificates.All(o => !o.Span.SequenceEqual(c.Span)));
        SignedDataParts parts = old with
        {
            DigestAlgorithms = isListed ? old.DigestAlgorithms : old.DigestAlgorithms.Add(SignerInfoWriter.DigestAlgorithmIdentifier(digest.Algorithm)),
            Certificates = [.. old.Certificates, .. added],
            SignerInfos = old.SignerInfos.Add(NewSigner(digest, credential, options)),
        };
        byte[] written = CmsWriter.Write(parts);

        // The reader's caps are the writer's: nobody could verify what lies beyond them.
        Answer<CmsSignature> again = CmsSignature.Read(written);
        return again.Passed ? Answers.Passed(written, read.Findings) : Answers.Refused<byte[]>(again.Findings);
    }

    private static ContentDigest Needed(IReadOnlyList<ContentDigest> digests, SigningCredential credential, SigningOptions options)
    {
        ArgumentNullException.ThrowIfNull(digests);
        DigestAlgorithm algorithm = DigestFor(credential, options);
        return digests.FirstOrDefault(d => d.Algorithm == algorithm)
            ?? throw new ArgumentException($"the content must be hashed with {algorithm.Name()}", nameof(digests));
    }

    private static IEnumerable<Certificate> Carried(SigningCredential credential) => credential.Chain.Prepend(credential.Certificate);

    private static byte[] NewSigner(ContentDigest digest, SigningCredential credential, SigningOptions options)
    {
        PublicKey key = credential.Key.PublicKey;
        SignatureScheme scheme = SignatureScheme.Pure(key.Family)
            ?? new SignatureScheme(key.Family, digest.Algorithm, key.Family == KeyFamily.Rsa && options.UsePss);
        byte[] attributes = SignerInfoWriter.SignedAttributes(digest, options.SigningTime, credential.Certificate);
        byte[] signature = credential.Key.Sign(scheme, attributes);

        // A faulty token or a glitch during the computation gives a wrong signature, and a wrong RSA signature can give the key away.
        return key.Verify(scheme, attributes, signature)
            ? SignerInfoWriter.Write(credential.Certificate, digest.Algorithm, attributes, scheme, signature)
            : throw new CryptographicException("the key made a signature that its certificate does not verify");
    }
}
