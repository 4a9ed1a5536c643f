using System.Formats.Asn1;
using System.Security.Cryptography;

namespace PluginSign.Tests.Certificates;

/// <summary>
/// Old suites are signed with RSA-1024 and SHA-1, which are refused whatever else is right. So that their paths can be judged all the same, each
/// certificate of a case gets a fresh P-256 key and is signed again by whoever had signed it; a signature that was wrong stays wrong.
/// </summary>
internal static class Rekeying
{
    private static readonly byte[] EcdsaWithSha256 = Convert.FromHexString("300a06082a8648ce3d040302");

    public static byte[][] Rekey(byte[][] certificates)
    {
        OldCertificate[] old = [.. certificates.Select(static c => new OldCertificate(c))];
        Dictionary<string, TestKey> keys = [];
        foreach (OldCertificate certificate in old)
        {
            keys.TryAdd(Convert.ToHexString(certificate.Key.Span), TestKey.P256());
        }

        TestKey nobody = TestKey.P256();
        return [.. old.Select(certificate =>
        {
            OldCertificate? signer = Array.Find(old, certificate.IsSignedBy);
            return Write(certificate, keys[Convert.ToHexString(certificate.Key.Span)], signer is null ? nobody : keys[Convert.ToHexString(signer.Key.Span)]);
        })];
    }

    private static byte[] Write(OldCertificate certificate, TestKey key, TestKey signer)
    {
        AsnWriter tbs = new(AsnEncodingRules.DER);
        using (tbs.PushSequence())
        {
            foreach (ReadOnlyMemory<byte> field in certificate.Before)
            {
                tbs.WriteEncodedValue(field.Span);
            }

            tbs.WriteEncodedValue(EcdsaWithSha256);
            foreach (ReadOnlyMemory<byte> field in certificate.Names)
            {
                tbs.WriteEncodedValue(field.Span);
            }

            tbs.WriteEncodedValue(key.SubjectPublicKeyInfo);
            foreach (ReadOnlyMemory<byte> field in certificate.After)
            {
                tbs.WriteEncodedValue(field.Span);
            }
        }

        AsnWriter whole = new(AsnEncodingRules.DER);
        using (whole.PushSequence())
        {
            whole.WriteEncodedValue(tbs.Encode());
            whole.WriteEncodedValue(EcdsaWithSha256);
            whole.WriteBitString(signer.Sign(tbs.Encode(), HashAlgorithmName.SHA256));
        }

        return whole.Encode();
    }

    // The parts of a certificate, undecoded.
    private sealed class OldCertificate
    {
        private readonly ReadOnlyMemory<byte> _signed;
        private readonly byte[] _signature;

        public OldCertificate(byte[] der)
        {
            AsnReader certificate = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
            _signed = certificate.PeekEncodedValue();
            AsnReader tbs = certificate.ReadSequence();
            certificate.ReadEncodedValue();
            _signature = certificate.ReadBitString(out _);
            List<ReadOnlyMemory<byte>> before = [];
            if (tbs.PeekTag().TagClass == TagClass.ContextSpecific)
            {
                before.Add(tbs.ReadEncodedValue());
            }

            before.Add(tbs.ReadEncodedValue());
            Before = before;
            tbs.ReadEncodedValue();
            Names = [tbs.ReadEncodedValue(), tbs.ReadEncodedValue(), tbs.ReadEncodedValue()];
            Key = tbs.ReadEncodedValue();
            List<ReadOnlyMemory<byte>> after = [];
            while (tbs.HasData)
            {
                after.Add(tbs.ReadEncodedValue());
            }

            After = after;
        }

        /// <summary>Version and serial number.</summary>
        public IReadOnlyList<ReadOnlyMemory<byte>> Before { get; }

        /// <summary>Issuer, validity and subject.</summary>
        public IReadOnlyList<ReadOnlyMemory<byte>> Names { get; }

        public ReadOnlyMemory<byte> Key { get; }

        public IReadOnlyList<ReadOnlyMemory<byte>> After { get; }

        public bool IsSignedBy(OldCertificate other)
        {
            try
            {
                using RSA rsa = RSA.Create();
                rsa.ImportSubjectPublicKeyInfo(other.Key.Span, out _);
                return rsa.VerifyData(_signed.Span, _signature, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }
}
