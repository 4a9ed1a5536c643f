namespace PluginSign.Certificates.Revocation;

/// <summary>A question for an OCSP responder.</summary>
/// <param name="Responder">Where to POST it, with the content type <c>application/ocsp-request</c>.</param>
/// <param name="Body">The DER OCSPRequest (RFC 6960, 4.1.1).</param>
public sealed record OcspRequest(Uri Responder, ReadOnlyMemory<byte> Body);
