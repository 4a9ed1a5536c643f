using System.Formats.Asn1;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Pkcs11;

/// <summary>Looks up a private key in an open session, and what belongs to it: its public half and its certificates.</summary>
internal sealed class TokenObjects(ISession session, Pkcs11Uri uri)
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string EcPublicKey = "1.2.840.10045.2.1";

    /// <summary>The one private key that the URI names.</summary>
    public Answer<IObjectHandle> FindKey()
    {
        List<IObjectHandle> found = session.FindAllObjects(Template(CKO.CKO_PRIVATE_KEY, uri.Id.IsDefault ? null : [.. uri.Id], uri.ObjectLabel));
        return found.Count switch
        {
            1 => Answers.Passed(found[0]),
            0 => Answers.Refused<IObjectHandle>(TokenFindings.KeyMissing($"{uri}")),
            _ => Answers.Refused<IObjectHandle>(TokenFindings.KeyAmbiguous($"{uri}", found.Count)),
        };
    }

    /// <summary>The certificates that bear the key's identifier; those that cannot be read are passed over.</summary>
    public List<Certificate> FindCertificates(IObjectHandle key)
    {
        byte[]? id = Bytes(key, CKA.CKA_ID);
        if (id is not { Length: > 0 })
        {
            return [];
        }

        List<Certificate> certificates = [];
        foreach (IObjectHandle found in session.FindAllObjects(Template(CKO.CKO_CERTIFICATE, id, null)).Take(Limits.BagCertificates))
        {
            if (Bytes(found, CKA.CKA_VALUE) is { } der && Certificate.Read(der).TryGetValue(out Certificate? certificate))
            {
                certificates.Add(certificate);
            }
        }

        return certificates;
    }

    /// <summary>The public half: from the private key, from a public key or a certificate of the same identifier, or from the certificate that the caller has.</summary>
    public Answer<PublicKey> FindPublicKey(IObjectHandle key, IEnumerable<Certificate> certificates)
    {
        ulong type = session.GetAttributeValue(key, [CKA.CKA_KEY_TYPE])[0].GetValueAsUlong();
        if (type is not ((ulong)CKK.CKK_RSA or (ulong)CKK.CKK_EC))
        {
            return Answers.Refused<PublicKey>(TokenFindings.KeyUnsupported($"key type 0x{type:x}"));
        }

        byte[]? encoded = type == (ulong)CKK.CKK_RSA ? Rsa(key) : null;
        byte[]? id = Bytes(key, CKA.CKA_ID);
        if (encoded is null && id is { Length: > 0 })
        {
            List<IObjectHandle> halves = session.FindAllObjects(Template(CKO.CKO_PUBLIC_KEY, id, null));
            encoded = halves.Count == 1 ? (type == (ulong)CKK.CKK_RSA ? Rsa(halves[0]) : Ec(halves[0])) : null;
        }

        if (encoded is not null)
        {
            return PublicKey.Read(encoded);
        }

        Certificate? certificate = certificates.FirstOrDefault();
        return certificate is null ? Answers.Refused<PublicKey>(TokenFindings.PublicKeyMissing($"{uri}")) : PublicKey.Read(certificate.SubjectPublicKeyInfo);
    }

    private List<IObjectAttribute> Template(CKO kind, byte[]? id, string? label)
    {
        List<IObjectAttribute> template = [session.Factories.ObjectAttributeFactory.Create(CKA.CKA_CLASS, kind)];
        if (id is not null)
        {
            template.Add(session.Factories.ObjectAttributeFactory.Create(CKA.CKA_ID, id));
        }

        if (label is not null)
        {
            template.Add(session.Factories.ObjectAttributeFactory.Create(CKA.CKA_LABEL, label));
        }

        return template;
    }

    // RFC 3279, 2.3.1.
    private byte[]? Rsa(IObjectHandle key)
    {
        if (Bytes(key, CKA.CKA_MODULUS) is not { Length: > 0 } modulus || Bytes(key, CKA.CKA_PUBLIC_EXPONENT) is not { Length: > 0 } exponent)
        {
            return null;
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Trimmed(modulus));
            writer.WriteIntegerUnsigned(Trimmed(exponent));
        }

        return Info(RsaEncryption, static w => w.WriteNull(), writer.Encode());
    }

    // RFC 5480, 2. PKCS #11 v2.40, 2.3.3: the parameters are DER, and the point is an octet string in DER.
    private byte[]? Ec(IObjectHandle key)
    {
        if (Bytes(key, CKA.CKA_EC_PARAMS) is not { Length: > 0 } parameters || Bytes(key, CKA.CKA_EC_POINT) is not { Length: > 0 } point)
        {
            return null;
        }

        try
        {
            // Some tokens leave the octet string away; an uncompressed point begins with 4 as an octet string does, but its length then does not fit.
            byte[] bare = AsnDecoder.TryReadPrimitiveOctetString(point, AsnEncodingRules.DER, out ReadOnlySpan<byte> inner, out int read) && read == point.Length ? inner.ToArray() : point;
            return Info(EcPublicKey, w => w.WriteEncodedValue(parameters), bare);
        }
        catch (AsnContentException)
        {
            return Info(EcPublicKey, w => w.WriteEncodedValue(parameters), point);
        }
        catch (ArgumentException)
        {
            return null; // the parameters are no DER
        }
    }

    private static byte[] Info(string algorithm, Action<AsnWriter> parameters, byte[] key)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                parameters(writer);
            }

            writer.WriteBitString(key);
        }

        return writer.Encode();
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> number) => number.TrimStart((byte)0) is { IsEmpty: false } trimmed ? trimmed : number[^1..];

    private byte[]? Bytes(IObjectHandle handle, CKA type)
    {
        IObjectAttribute attribute = session.GetAttributeValue(handle, [type])[0];
        return attribute.CannotBeRead || attribute.GetValueAsByteArray() is not { } value || value.Length > Limits.TokenAttributeBytes ? null : value;
    }
}
