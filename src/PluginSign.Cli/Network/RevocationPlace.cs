using System.Security.Cryptography;
using System.Text;
using PluginSign.Certificates.Revocation;

namespace PluginSign.Cli.Network;

/// <summary>Where a CRL lies, or an OCSP responder with the question for it.</summary>
/// <param name="Url">The http URL, as a certificate names it.</param>
/// <param name="Question">The DER OCSPRequest; null for a CRL, which is simply there.</param>
internal sealed record RevocationPlace(Uri Url, ReadOnlyMemory<byte>? Question)
{
    /// <summary>Most bytes of the answer.</summary>
    public int Cap => Question is null ? Limits.CrlBytes : Limits.OcspResponseBytes;

    /// <summary>What comes from there, for a sentence.</summary>
    public string Noun => Question is null ? "the CRL" : "the OCSP response";

    /// <summary>The name under which the answer is kept. URLs are names of hostile length and characters; a digest is none.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(Url.AbsoluteUri), 0, .. Question?.ToArray() ?? []])) + (Question is null ? ".crl" : ".ocsp");

    /// <summary>Every place that the requests name: responders first, for their answers are the newest and the smallest.</summary>
    public static IEnumerable<RevocationPlace> Of(RevocationRequests requests)
        => requests.Responders.Select(static r => new RevocationPlace(r.Responder, r.Body)).Concat(requests.Lists.Select(static l => new RevocationPlace(l, null)));
}
