namespace PluginSign.Certificates.Revocation;

/// <summary>A question for an OCSP responder.</summary>
public sealed class OcspRequest
{
    internal OcspRequest(Uri responder, ReadOnlyMemory<byte> body)
    {
        Responder = responder;
        Body = body;
    }

    /// <summary>Where to POST it, with the content type <c>application/ocsp-request</c>.</summary>
    public Uri Responder { get; }

    /// <summary>The DER OCSPRequest (RFC 6960, 4.1.1).</summary>
    public ReadOnlyMemory<byte> Body { get; }
}
