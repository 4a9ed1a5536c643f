using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace PluginSign.Cli.Tests.Scripts;

/// <summary>A timestamp authority on the loopback interface, made from .NET's own CMS and nothing of ours. The path of the URL picks its mood: good, error, html, redirect, huge, garbage, rejected, nonce, imprint.</summary>
internal sealed class ScriptAuthority : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2Collection _chain = [];
    private readonly TimeProvider _clock;
    private readonly Task _serving;

    /// <summary>Starts it.</summary>
    /// <param name="certificates">PEM: the authority's certificate, then its issuers.</param>
    /// <param name="key">PEM: its key.</param>
    /// <param name="clock">Its clock.</param>
    public ScriptAuthority(string certificates, string key, TimeProvider clock)
    {
        _certificate = X509Certificate2.CreateFromPemFile(certificates, key);
        _chain.ImportFromPemFile(certificates);
        _clock = clock;
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _serving = Task.Run(Serve);
    }

    public string Url { get; }

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(5));
        _listener.Close();
        _certificate.Dispose();
    }

    /// <summary>The answer to a request that came by file.</summary>
    public byte[] Answer(byte[] query, string mood)
    {
        Assert.True(Rfc3161TimestampRequest.TryDecode(query, out Rfc3161TimestampRequest? request, out int read) && read == query.Length);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(mood is "rejected" ? 2 : 0);
                if (mood is "rejected")
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteCharacterString(UniversalTagNumber.UTF8String, "not today");
                    }
                }
            }

            if (mood is not "rejected")
            {
                writer.WriteEncodedValue(Token(request, mood));
            }
        }

        return writer.Encode();
    }

    /// <summary>NAME.pem and NAME.key.pem: a timestamp signer below ca/intermediate.pem that lives as long as that.</summary>
    public static void Issue(string name)
    {
        using X509Certificate2 issuer = X509Certificate2.CreateFromPemFile("ca/intermediate.pem", "ca/intermediate.key.pem");
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true));
        using X509Certificate2 certificate = request.Create(issuer, new DateTimeOffset(issuer.NotBefore), new DateTimeOffset(issuer.NotAfter), [1, .. RandomNumberGenerator.GetBytes(8)]);
        File.WriteAllText(name + ".pem", certificate.ExportCertificatePem() + "\n" + issuer.ExportCertificatePem() + "\n");
        File.WriteAllText(name + ".key.pem", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private byte[] Token(Rfc3161TimestampRequest request, string mood)
    {
        SignedCms cms = new(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), Info(request, mood)), detached: false);
        CmsSigner signer = new(SubjectIdentifierType.IssuerAndSerialNumber, _certificate) { IncludeOption = X509IncludeOption.EndCertOnly, DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") };
        AsnWriter ess = new(AsnEncodingRules.DER);
        using (ess.PushSequence())
        using (ess.PushSequence())
        using (ess.PushSequence())
        {
            ess.WriteOctetString(_certificate.GetCertHash(HashAlgorithmName.SHA256));
        }

        signer.SignedAttributes.Add(new AsnEncodedData(new Oid("1.2.840.113549.1.9.16.2.47"), ess.Encode()));
        foreach (X509Certificate2 issuer in _chain.Skip(1))
        {
            signer.Certificates.Add(issuer);
        }

        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    private byte[] Info(Rfc3161TimestampRequest request, string mood)
    {
        byte[] hash = request.GetMessageHash().ToArray();
        byte[] nonce = request.GetNonce()?.ToArray() ?? [1];
        hash[0] ^= (byte)(mood is "imprint" ? 1 : 0);
        nonce[^1] ^= (byte)(mood is "nonce" ? 1 : 0);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.2.3.4.1");
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(request.HashAlgorithmId.Value!);
                    writer.WriteNull();
                }

                writer.WriteOctetString(hash);
            }

            writer.WriteInteger(7);
            writer.WriteGeneralizedTime(_clock.GetUtcNow());
            writer.WriteInteger(nonce);
        }

        return writer.Encode();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                HttpListenerContext exchange = _listener.GetContext();
                using MemoryStream query = new();
                exchange.Request.InputStream.CopyTo(query);
                Respond(exchange.Response, query.ToArray(), exchange.Request.Url!.AbsolutePath.Trim('/'), exchange.Request.ContentType);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // stopped
        }
    }

    private void Respond(HttpListenerResponse response, byte[] query, string mood, string? type)
    {
        response.ContentType = mood is "html" ? "text/html" : "application/timestamp-reply";
        response.StatusCode = mood switch { "error" => 500, "redirect" => 302, _ => string.Equals(type, "application/timestamp-query", StringComparison.Ordinal) ? 200 : 415 };
        response.RedirectLocation = mood is "redirect" ? "http://127.0.0.1:1/elsewhere" : null;
        byte[] body = mood switch
        {
            "huge" => new byte[Limits.TimestampBytes + 1],
            "garbage" => [1, 2, 3],
            "error" or "redirect" or "html" => [],
            _ => Answer(query, mood),
        };
        response.Close(body, willBlock: true);
    }
}
