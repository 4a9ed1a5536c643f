using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PluginSign.Cli.Tests.Network;

/// <summary>A host CA whose certificates say where their revocation lists are, made from .NET's own builders: root.pem, and NAME.pem with NAME.key.pem for each signer.</summary>
internal sealed class OnlineAuthority : IDisposable
{
    private static readonly DateTimeOffset Now = new FixedClock().GetUtcNow();

    private readonly string _directory;
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _issuing;

    public OnlineAuthority(string directory, string url)
    {
        _directory = directory;
        _root = Issue("CN=Online Root", null, isCa: true, null, []);
        _issuing = Issue("CN=Online CA", _root, isCa: true, url + "/root.crl", []);
        File.WriteAllText(Path.Combine(directory, "root.pem"), _root.ExportCertificatePem());
    }

    public byte[] RootCrl => Crl(_root, Now.AddDays(30));

    /// <summary>NAME.pem with the chain, and its key.</summary>
    /// <returns>The certificate.</returns>
    public X509Certificate2 Signer(string name, string? crl, params string[] responders)
        => Keep(name, Issue($"CN={name}", _issuing, isCa: false, crl, responders));

    /// <summary>The same for a timestamp authority.</summary>
    public X509Certificate2 Timestamper(string name, string crl)
        => Keep(name, Issue($"CN={name}", _issuing, isCa: false, crl, [], new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true)));

    /// <summary>The issuing CA's CRL.</summary>
    public byte[] IssuingCrl(params X509Certificate2[] revoked) => Crl(_issuing, Now.AddDays(30), revoked);

    public byte[] StaleCrl(params X509Certificate2[] revoked) => Crl(_issuing, Now.AddDays(-1), revoked);

    /// <summary>Says it is the issuing CA's, and is signed by somebody else.</summary>
    public byte[] ForgedCrl()
    {
        using X509Certificate2 stranger = Issue(_issuing.Subject, null, isCa: true, null, []);
        return Crl(stranger, Now.AddDays(30));
    }

    /// <summary>A sound CRL of a CA that nobody asked about.</summary>
    public static byte[] StrangersCrl()
    {
        using X509Certificate2 stranger = Issue("CN=Stranger", null, isCa: true, null, []);
        return Crl(stranger, Now.AddDays(30));
    }

    /// <summary>The issuing CA's answer to an OCSP request (RFC 6960, 4.2.1).</summary>
    public byte[] Ocsp(byte[] question, bool isRevoked)
    {
        AsnReader request = new AsnReader(question, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence().ReadSequence();
        AsnWriter data = new(AsnEncodingRules.DER);
        using (data.PushSequence())
        {
            using (data.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1, isConstructed: true)))
            {
                data.WriteEncodedValue(_issuing.SubjectName.RawData);
            }

            data.WriteGeneralizedTime(Now.AddMinutes(-1), omitFractionalSeconds: true);
            using (data.PushSequence())
            using (data.PushSequence())
            {
                data.WriteEncodedValue(request.ReadEncodedValue().Span);
                if (isRevoked)
                {
                    using (data.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1, isConstructed: true)))
                    {
                        data.WriteGeneralizedTime(Now.AddHours(-1), omitFractionalSeconds: true);
                    }
                }
                else
                {
                    data.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 0));
                }

                data.WriteGeneralizedTime(Now.AddMinutes(-1), omitFractionalSeconds: true);
            }
        }

        return Successful(data.Encode());
    }

    public void Dispose()
    {
        _root.Dispose();
        _issuing.Dispose();
    }

    private X509Certificate2 Keep(string name, X509Certificate2 signer)
    {
        using ECDsa key = signer.GetECDsaPrivateKey()!;
        File.WriteAllText(Path.Combine(_directory, name + ".pem"), $"{signer.ExportCertificatePem()}\n{_issuing.ExportCertificatePem()}\n");
        File.WriteAllText(Path.Combine(_directory, name + ".key.pem"), key.ExportPkcs8PrivateKeyPem());
        return signer;
    }

    private byte[] Successful(byte[] data)
    {
        AsnWriter basic = new(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(data);
            using (basic.PushSequence())
            {
                basic.WriteObjectIdentifier("1.2.840.10045.4.3.2");
            }

            using ECDsa key = _issuing.GetECDsaPrivateKey()!;
            basic.WriteBitString(key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        AsnWriter whole = new(AsnEncodingRules.DER);
        using (whole.PushSequence())
        {
            whole.WriteEncodedValue([0x0A, 0x01, 0x00]);
            using (whole.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)))
            using (whole.PushSequence())
            {
                whole.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                whole.WriteOctetString(basic.Encode());
            }
        }

        return whole.Encode();
    }

    private static byte[] Crl(X509Certificate2 issuer, DateTimeOffset nextUpdate, params X509Certificate2[] revoked)
    {
        CertificateRevocationListBuilder builder = new();
        foreach (X509Certificate2 certificate in revoked)
        {
            builder.AddEntry(certificate, Now.AddDays(-2), X509RevocationReason.KeyCompromise);
        }

        return builder.Build(issuer, 5, nextUpdate, HashAlgorithmName.SHA256, thisUpdate: nextUpdate.AddDays(-40) < Now ? nextUpdate.AddDays(-40) : Now.AddMinutes(-1));
    }

    private static X509Certificate2 Issue(string subject, X509Certificate2? issuer, bool isCa, string? crl, string[] responders, X509Extension? purpose = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256);
        X509SubjectKeyIdentifierExtension identifier = new(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(identifier);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isCa, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isCa ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign : X509KeyUsageFlags.DigitalSignature, critical: true));
        if (!isCa)
        {
            request.CertificateExtensions.Add(purpose ?? new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.3")], critical: false));
        }

        if (crl is not null)
        {
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([crl]));
        }

        if (responders.Length > 0)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(responders, []));
        }

        if (issuer is null)
        {
            return request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(1));
        }

        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using X509Certificate2 certificate = request.Create(issuer, Now.AddMonths(-11), Now.AddMonths(11), [1, .. RandomNumberGenerator.GetBytes(8)]);
        return certificate.CopyWithPrivateKey(key);
    }
}
