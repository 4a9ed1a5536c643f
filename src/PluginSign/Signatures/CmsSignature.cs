using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>A detached CMS signature (SignedData, RFC 5652, 5) in DER over plain data, taken apart but not yet judged.</summary>
/// <remarks>Immutable and safe for several threads.</remarks>
public sealed class CmsSignature
{
    private CmsSignature(SignedDataParts parts, ImmutableArray<Certificate> certificates, ImmutableArray<CmsSigner> signers, ImmutableArray<string> listedDigests)
    {
        Parts = parts;
        Revocations = SignatureRevocations.Read(parts.Crls);
        Certificates = certificates;
        Signers = signers;
        ListedDigests = listedDigests;
        DigestAlgorithms = [.. signers.Select(static s => s.DigestAlgorithm).Where(static d => d != DigestAlgorithm.None).Distinct()];
    }

    /// <summary>The X.509 certificates that came along. Nothing says that they are needed, or trusted.</summary>
    public ImmutableArray<Certificate> Certificates { get; }

    /// <summary>The CRLs and OCSP responses that came along, as bytes. Nothing says that they are genuine.</summary>
    public SignatureRevocations Revocations { get; }

    /// <summary>The signers, in the file's order; never empty.</summary>
    public ImmutableArray<CmsSigner> Signers { get; }

    /// <summary>The algorithms that the content must be hashed with before <see cref="Verify"/>, each once; empty when no signer's is supported.</summary>
    public ImmutableArray<DigestAlgorithm> DigestAlgorithms { get; }

    internal SignedDataParts Parts { get; }

    /// <summary>The identifiers of the digest algorithms that the SignedData lists.</summary>
    internal ImmutableArray<string> ListedDigests { get; }

    /// <summary>Takes a signature file apart. A refusal says what is wrong with the structure; a value says nothing about trust.</summary>
    /// <param name="der">The whole file. It is kept, not copied: the caller must not change it.</param>
    public static Answer<CmsSignature> Read(ReadOnlyMemory<byte> der) => Read(der, memory: null);

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    /// <param name="der">The whole file. It is kept, not copied: the caller must not change it.</param>
    /// <param name="memory">Certificates that were parsed already.</param>
    internal static Answer<CmsSignature> Read(ReadOnlyMemory<byte> der, CertificateMemory? memory)
    {
        Answer<SignedDataParts> read = SignedDataReader.Read(der, SignedDataProfile.Plugin);
        if (!read.TryGetValue(out SignedDataParts? parts))
        {
            return Answers.Refused<CmsSignature>(read.Findings);
        }

        try
        {
            ImmutableArray<CmsSigner> signers = [.. parts.SignerInfos.Select(CmsSigner.Read)];
            if (signers.FirstOrDefault(static s => s.Version != s.Identifier.SignerInfoVersion) is { } odd)
            {
                return Answers.Refused<CmsSignature>(SignedDataReader.WrongVersion("SignerInfo", $"{odd.Identifier.SignerInfoVersion}", $"{odd.Version}"));
            }

            ImmutableArray<string> listed = [.. parts.DigestAlgorithms.Select(ListedDigest)];
            List<Finding> findings = [];
            ImmutableArray<Certificate> certificates = CertificateBag.Read(parts.Certificates, findings, memory);
            return Answers.Passed(new CmsSignature(parts, certificates, signers, listed), [.. findings]);
        }
        catch (AsnContentException e)
        {
            return Answers.Refused<CmsSignature>(SignedDataReader.Unreadable(der.Span, e));
        }
    }

    /// <summary>Judges every signer: is this a signature over exactly the content of these digests, and by whose key?</summary>
    /// <param name="digests">The content's digests, at least one for each of <see cref="DigestAlgorithms"/>.</param>
    /// <param name="furtherCertificates">Certificates to look for a signer's in, besides the signature's own.</param>
    /// <exception cref="ArgumentException">A digest of <see cref="DigestAlgorithms"/> is missing.</exception>
    public SignedContent Verify(IReadOnlyList<ContentDigest> digests, IReadOnlyList<Certificate> furtherCertificates)
    {
        ArgumentNullException.ThrowIfNull(digests);
        ArgumentNullException.ThrowIfNull(furtherCertificates);
        if (DigestAlgorithms.Any(needed => digests.All(d => d.Algorithm != needed)))
        {
            throw new ArgumentException($"the content must be hashed with {string.Join(", ", DigestAlgorithms.Select(static d => d.Name()))}", nameof(digests));
        }

        List<Certificate> known = Certificates.Concat(furtherCertificates).DistinctBy(static c => c.Fingerprint, StringComparer.Ordinal).ToList();
        VerificationBudget budget = new();
        List<Claim> judged = [];
        for (int i = 0; i < Signers.Length; i++)
        {
            Claim claim = SignerJudgement.Judge(Signers[i], ListedDigests, digests, known, budget);
            judged.Add(IsRepeated(i, claim, judged) ? Repeated(claim) : claim);
        }

        return new SignedContent([.. judged]);
    }

    // Two SignerInfos of one certificate are one signer: a threshold must not be met by one party alone (CVE-2026-49834).
    private bool IsRepeated(int index, Claim claim, List<Claim> before)
        => Signers.Take(index).Any(s => s.Identifier.IsSame(Signers[index].Identifier))
            || (claim.Certificate is { } certificate && before.Any(b => b.Certificate is { } other && IsSame(certificate, other)));

    // Not by the bytes: an ECDSA signature, the certificate's own one too, has a second valid form that anyone can make.
    private static bool IsSame(Certificate one, Certificate other)
        => one.IssuerName.Span.SequenceEqual(other.IssuerName.Span) && one.SerialNumber.Span.SequenceEqual(other.SerialNumber.Span);

    private static Claim Repeated(Claim claim) => claim with
    {
        Findings = claim.Findings.Add(Finding.Error(
            FindingCode.SignerRepeated,
            "the same signer stands in the signature more than once",
            "each signer once",
            claim.Certificate?.Subject ?? "the same name twice")),
    };

    private static string ListedDigest(ReadOnlyMemory<byte> encoded)
    {
        DigestIdentifier digest = DigestIdentifier.Read(new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence());
        return digest.Algorithm != DigestAlgorithm.None || Algorithms.DigestAlgorithms.FromOid(digest.Oid) == DigestAlgorithm.None
            ? digest.Oid
            : throw new AsnContentException("a digest algorithm with parameters");
    }
}

/// <summary>A content and what each signer of it proves. Made by <see cref="CmsSignature.Verify"/> alone.</summary>
public sealed class SignedContent
{
    internal SignedContent(ImmutableArray<Claim> signers)
    {
        Signers = signers;
    }

    /// <summary>Every signer, in the signature's order; never empty.</summary>
    public ImmutableArray<Claim> Signers { get; }
}
