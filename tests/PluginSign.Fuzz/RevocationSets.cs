using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Fuzz;

/// <summary>Many CRLs and OCSP responses at once, the host's and a stranger's, around the host's own CRL that lists the signer as revoked: nobody may talk it down or wear the verifier out.</summary>
/// <remarks>An input is a list of four bytes each: the place (bit 0: offered, bit 1: first in the list; of the first place the other bits choose the mode), the source, how many, and how the copies are changed.</remarks>
internal static class RevocationSets
{
    private const int RecordBytes = 4;

    private static readonly RevocationMode[] s_modes = [.. Enum.GetValues<RevocationMode>().Where(static m => m != RevocationMode.AllowRevoked)];

    private static readonly PathRequirements s_code = new() { Purpose = CertificatePurpose.CodeSigning };

    // As bytes: a list that was read remembers whose signature it has, and the next answer would cost less.
    private static readonly Lazy<ImmutableArray<byte[]>> s_honest = new(static () => [Crl("intermediate", false), Crl("root", false)]);

    private static readonly Lazy<ImmutableArray<byte[]>> s_revoking = new(static () => [Crl("intermediate", true), Crl("root", false)]);

    // Whatever says "good" or nothing to the point, by the CA itself or by somebody who took its name.
    private static readonly Lazy<ImmutableArray<byte[]>> s_sources = new(static () =>
        [.. EvidenceSeeds.OcspResponses(), .. EvidenceSeeds.Crls(), Forged(), Crl("root", false)]);

    /// <summary>The worn-out verifier first: a stranger's "good" and more junk than the checks that one search may do.</summary>
    public static List<byte[]> Seeds() =>
    [
        [1, 0, 1, 0, 1, 0, 63, 1],
        [5, 0, 1, 0, 1, 0, 63, 1],
        [1, 0, 63, 1, 1, 0, 1, 0],
        [1, 0, 1, 0, 1, 5, 40, 1, 0, 5, 40, 1],
        [0, 0, 1, 0, 0, 0, 63, 1],
        [2, 5, 255, 1, 1, 3, 4, 9, 3, 1, 8, 200],
        [1, 1, 1, 0],
        [1, 2, 1, 0, 1, 5, 2, 0],
        [0, 4, 1, 0],
        [0, 3, 1, 1],
        [],
    ];

    public static ImmutableArray<Finding> Read(byte[] bytes)
    {
        RevocationMode mode = s_modes[bytes.Length > 0 ? bytes[0] / 4 % s_modes.Length : 0];
        Answer<CertificationPath> answer = Answer(bytes, mode, s_revoking.Value);
        return answer.Passed
            ? throw new InvalidOperationException($"the host's CRL lists the signer, and mode {mode} trusts it")
            : [.. answer.Findings, .. Honest(bytes).Findings];
    }

    /// <summary>The same stranger where the host's CRLs list nobody.</summary>
    public static Answer<CertificationPath> Honest(byte[] bytes) => Answer(bytes, RevocationMode.Require, s_honest.Value);

    private static Answer<CertificationPath> Answer(byte[] bytes, RevocationMode mode, ImmutableArray<byte[]> known)
    {
        (List<CertificateRevocationList> lists, List<OcspResponse> responses) host = ([.. known.Select(static k => SeedPki.Must(CertificateRevocationList.Read(k)))], []);
        (List<CertificateRevocationList> lists, List<OcspResponse> responses) stranger = ([], []);
        for (int at = 0; at + RecordBytes <= bytes.Length; at += RecordBytes)
        {
            bool isFirst = (bytes[at] & 2) != 0;
            Add((bytes[at] & 1) != 0 ? stranger : host, s_sources.Value[bytes[at + 1] % s_sources.Value.Length], bytes[at + 2], bytes[at + 3], isFirst);
        }

        RevocationInputs inputs = new() { Mode = mode, Information = new RevocationInformation(host.lists, host.responses), Offered = new RevocationInformation(stranger.lists, stranger.responses) };
        return new PathValidator([SeedPki.Root.Value], [SeedPki.Intermediate.Value]).Validate(SeedPki.Signer.Value, [], SeedPki.Time.AddDays(2), s_code, inputs).Answer;
    }

    // Change 0 keeps the bytes; an odd one spoils the signature, so that the copy is read and judged; another one anything.
    private static void Add((List<CertificateRevocationList> Lists, List<OcspResponse> Responses) place, byte[] source, int count, int change, bool isFirst)
    {
        Mutator mutator = new(change);
        for (int i = 0; i < count && place.Lists.Count < Limits.Crls && place.Responses.Count < Limits.OcspResponses; i++)
        {
            byte[] copy = [.. source];
            if (change % 2 == 1)
            {
                copy[^(1 + (i % 16))] ^= (byte)(1 + (i / 16));
            }
            else if (change > 0)
            {
                copy = mutator.Mutate([copy]);
            }

            if (CertificateRevocationList.Read(copy).TryGetValue(out CertificateRevocationList? list))
            {
                place.Lists.Insert(isFirst ? 0 : place.Lists.Count, list);
            }
            else if (OcspResponse.Read(copy).TryGetValue(out OcspResponse? response))
            {
                place.Responses.Insert(isFirst ? 0 : place.Responses.Count, response);
            }
        }
    }

    private static byte[] Crl(string issuer, bool listsSigner)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(SeedPki.Der($"{issuer}.pem"));
        using ECDsa key = SeedPki.Key($"{issuer}.key.pem");
        using X509Certificate2 signs = certificate.CopyWithPrivateKey(key);
        CertificateRevocationListBuilder builder = new();
        if (listsSigner)
        {
            builder.AddEntry(SeedPki.SignerNumber().Span, SeedPki.Time, X509RevocationReason.KeyCompromise);
        }

        return builder.Build(signs, crlNumber: 7, nextUpdate: SeedPki.Time.AddDays(8), HashAlgorithmName.SHA256, thisUpdate: SeedPki.Time.AddDays(1).AddHours(1));
    }

    // Newer than all others, empty, in the intermediate's name, and signed by nobody that anybody knows.
    private static byte[] Forged()
    {
        using X509Certificate2 named = X509CertificateLoader.LoadCertificate(SeedPki.Der("intermediate.pem"));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509AuthorityKeyIdentifierExtension authority = X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(named.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single());
        return new CertificateRevocationListBuilder().Build(
            named.SubjectName, X509SignatureGenerator.CreateForECDsa(key), crlNumber: 99, nextUpdate: SeedPki.Time.AddDays(30), HashAlgorithmName.SHA256, authority, thisUpdate: SeedPki.Time.AddDays(2));
    }
}
