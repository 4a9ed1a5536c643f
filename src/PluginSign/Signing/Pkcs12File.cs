using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signing;

/// <summary>Opens a PKCS#12 file (RFC 7292): one private key and the certificates beside it.</summary>
internal static class Pkcs12File
{
    public static Answer<SigningCredential> Read(ReadOnlyMemory<byte> pfx, ReadOnlySpan<char> password)
    {
        if ((pfx.Length > Limits.KeyFileBytes ? KeyFindings.TooLarge(pfx.Length) : Pkcs12Cost.Refusal(pfx)) is { } refusal)
        {
            return Refused(refusal);
        }

        if (Decode(pfx) is not { } info)
        {
            return Refused(KeyFindings.Malformed("a PKCS#12 file of a kind that is not supported"));
        }

        bool isOpen = false;
        List<Pkcs12SafeBag> bags = [];
        try
        {
            isOpen = info.IntegrityMode == Pkcs12IntegrityMode.Password && HasRightMac(info, ref password);
            if (info.IntegrityMode == Pkcs12IntegrityMode.Password && !isOpen)
            {
                return Refused(PasswordRefusal(password));
            }

            foreach (Pkcs12SafeContents safe in info.AuthenticatedSafe)
            {
                bags.AddRange(BagsOf(safe, password));
            }
        }
        catch (CryptographicException)
        {
            return Refused(isOpen ? KeyFindings.Malformed("a PKCS#12 file with a cipher that is not supported") : PasswordRefusal(password));
        }

        return ReadBags(bags, password);
    }

    private static Pkcs12Info? Decode(ReadOnlyMemory<byte> pfx)
    {
        try
        {
            Pkcs12Info info = Pkcs12Info.Decode(pfx, out int consumed);
            return consumed == pfx.Length && info.IntegrityMode != Pkcs12IntegrityMode.PublicKey ? info : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // "No password" and "the empty password" derive different keys in PKCS#12 (RFC 7292, B.1), and writers disagree on which one
    // they mean. .NET tells them apart: a default span is no password.
    private static bool HasRightMac(Pkcs12Info info, ref ReadOnlySpan<char> password)
    {
        if (!password.IsEmpty)
        {
            return info.VerifyMac(password);
        }

        password = string.Empty.AsSpan();
        if (info.VerifyMac(password))
        {
            return true;
        }

        password = default;
        return info.VerifyMac(password);
    }

    private static IEnumerable<Pkcs12SafeBag> BagsOf(Pkcs12SafeContents safe, ReadOnlySpan<char> password)
    {
        if (safe.ConfidentialityMode == Pkcs12ConfidentialityMode.Password)
        {
            safe.Decrypt(password);
        }

        return safe.ConfidentialityMode == Pkcs12ConfidentialityMode.None ? safe.GetBags() : [];
    }

    private static Answer<SigningCredential> ReadBags(List<Pkcs12SafeBag> bags, ReadOnlySpan<char> password)
    {
        List<Certificate> certificates = [];
        foreach (Pkcs12CertBag bag in bags.OfType<Pkcs12CertBag>().Where(static b => b.IsX509Certificate))
        {
            if (certificates.Count == Limits.BagCertificates)
            {
                return Refused(KeyFindings.TooManyCertificates());
            }

            Answer<Certificate> certificate = Certificate.Read(ContentOf(bag));
            if (!certificate.TryGetValue(out Certificate? value))
            {
                return Answers.Refused<SigningCredential>(certificate.Findings);
            }

            certificates.Add(value);
        }

        List<Pkcs12SafeBag> keys = bags.Where(static b => b is Pkcs12KeyBag or Pkcs12ShroudedKeyBag).ToList();
        if (keys.Count != 1)
        {
            return Refused(keys.Count == 0 ? KeyFindings.Missing("certificates only") : KeyFindings.Repeated(keys.Count));
        }

        Answer<SoftwareSigningKey> key = keys[0] is Pkcs12ShroudedKeyBag shrouded
            ? PrivateKeyFile.ReadEncrypted(shrouded.EncryptedPkcs8PrivateKey, password)
            : PrivateKeyFile.ReadPkcs8(((Pkcs12KeyBag)keys[0]).Pkcs8PrivateKey);
        return SigningCredential.Pair(key, certificates, []);
    }

    // CertBag ::= SEQUENCE { certId, certValue [0] EXPLICIT OCTET STRING }; the property gives the octet string's DER.
    private static byte[] ContentOf(Pkcs12CertBag bag)
    {
        try
        {
            return AsnDecoder.ReadOctetString(bag.EncodedCertificate.Span, AsnEncodingRules.BER, out _);
        }
        catch (AsnContentException)
        {
            return []; // and that is no certificate
        }
    }

    private static Finding PasswordRefusal(ReadOnlySpan<char> password) => password.IsEmpty ? KeyFindings.PasswordNeeded() : KeyFindings.PasswordWrong();

    private static Answer<SigningCredential> Refused(Finding finding) => Answers.Refused<SigningCredential>(finding);
}
