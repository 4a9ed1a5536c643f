using System.Formats.Asn1;
using Org.BouncyCastle.Ocsp;
using PluginSign.Certificates.Revocation;

namespace PluginSign.Tests.Certificates.Revocation;

/// <summary>What would have to be fetched.</summary>
public sealed class RevocationRequestsTests
{
    private static readonly TestPki Pki = TestPki.Create();

    [Fact]
    public void Http_points_and_responders_are_listed_and_nothing_else()
    {
        IssuedCertificate signer = Pki.IssueSigner(static t => t with
        {
            Extensions = [CrlTemplate.Point(GeneralNames.Uri("http://crl.example.test/ca.crl")), Access("http://ocsp.example.test/", "file:///etc/passwd", "ldap://x/")],
        });
        IssuedCertificate other = Pki.IssueCa(Pki.Intermediate.Certificate.Subject, static t => t with { Extensions = [CrlTemplate.Point(GeneralNames.Uri("https://crl.example.test/root.crl"))] });
        RevocationRequests requests = RevocationRequests.For([signer.Certificate, other.Certificate, Pki.Root.Certificate]);
        Assert.Equal("http://crl.example.test/ca.crl", Assert.Single(requests.Lists).AbsoluteUri);
        OcspRequest request = Assert.Single(requests.Responders);
        Assert.Equal("http://ocsp.example.test/", request.Responder.AbsoluteUri);
        Req asked = Assert.Single(new OcspReq(request.Body.ToArray()).GetRequestList());
        Assert.Equal(new Org.BouncyCastle.Math.BigInteger(signer.Certificate.SerialNumber.ToArray()), asked.GetCertID().SerialNumber);
    }

    [Fact]
    public void A_malformed_access_extension_names_nobody()
    {
        IssuedCertificate signer = Pki.IssueSigner(static t => t with { Extensions = [new TestExtension("1.3.6.1.5.5.7.1.1", false, [0x30, 0x03, 0x01])] });
        Assert.Empty(RevocationRequests.For([signer.Certificate, Pki.Intermediate.Certificate]).Responders);
        Assert.Empty(RevocationRequests.For([signer.Certificate]).Lists);
    }

    private static TestExtension Access(params string[] uris)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (string uri in uris)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1");
                    writer.WriteEncodedValue(GeneralNames.Uri(uri));
                }
            }
        }

        return new TestExtension("1.3.6.1.5.5.7.1.1", false, writer.Encode());
    }
}
