using System.Collections.Immutable;
using System.Formats.Asn1;

namespace PluginSign.Certificates.Revocation;

/// <summary>What would have to be fetched to know whether the certificates of a path are revoked. Nothing is fetched here: the caller does the HTTP and hands the bytes to the readers.</summary>
public sealed class RevocationRequests
{
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    internal RevocationRequests(ImmutableArray<Uri> lists, ImmutableArray<OcspRequest> responders)
    {
        Lists = lists;
        Responders = responders;
    }

    /// <summary>Where the certificates say that their CRLs are: http URIs, each once.</summary>
    public ImmutableArray<Uri> Lists { get; }

    /// <summary>Which OCSP responders may be asked, and with what.</summary>
    public ImmutableArray<OcspRequest> Responders { get; }

    /// <summary>The requests for every certificate of a path below its last one.</summary>
    /// <param name="path">End entity first, for example <see cref="PathValidation.Considered"/>.</param>
    public static RevocationRequests For(IReadOnlyList<Certificate> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        List<Uri> lists = [];
        List<OcspRequest> responders = [];
        for (int i = 0; i + 1 < path.Count; i++)
        {
            lists.AddRange(path[i].Known.DistributionPoints.SelectMany(static p => p.Name?.FullNames ?? [])
                .Where(static n => n.Kind == GeneralNameKind.Uri)
                .Select(static n => Http(n.Text))
                .OfType<Uri>());
            byte[] request = Request(path[i], path[i + 1]);
            responders.AddRange(OcspUris(path[i]).Select(uri => new OcspRequest(uri, request)));
        }

        return new RevocationRequests([.. lists.Distinct()], [.. responders]);
    }

    // http alone: what comes is signed, and fetching a CRL over https would need the very answer that is asked for (RFC 5280, 8).
    private static Uri? Http(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && string.Equals(uri.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) ? uri : null;

    // AuthorityInfoAccessSyntax (RFC 5280, 4.2.2.1). A malformed one names nobody.
    private static List<Uri> OcspUris(Certificate certificate)
    {
        List<Uri> uris = [];
        foreach (CertificateExtension extension in certificate.Extensions.Where(static e => e.Oid is CertificateOids.AuthorityInfoAccess))
        {
            try
            {
                AsnReader list = DerReading.ReadOnlySequence(extension.Value);
                while (list.HasData && uris.Count < Limits.DistributionPoints)
                {
                    AsnReader access = list.ReadSequence();
                    bool isOcsp = access.ReadObjectIdentifier() is CertificateOids.OcspAccess;
                    if (isOcsp && access.PeekTag() == UriTag && Http(access.ReadCharacterString(UniversalTagNumber.IA5String, UriTag)) is { } uri)
                    {
                        uris.Add(uri);
                    }
                }
            }
            catch (AsnContentException)
            {
                return [];
            }
        }

        return uris;
    }

    // OCSPRequest (RFC 6960, 4.1.1) for one certificate, without a nonce, so that answers may be kept.
    private static byte[] Request(Certificate certificate, Certificate issuer)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            OcspCertificateId.Write(writer, certificate, issuer);
        }

        return writer.Encode();
    }
}
