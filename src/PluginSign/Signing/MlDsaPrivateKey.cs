using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using PluginSign.Algorithms;
using PluginSign.Findings;

namespace PluginSign.Signing;

/// <summary>An ML-DSA private key: a seed, or the expanded key alone. Disposing clears it.</summary>
/// <remarks>BouncyCastle's own copies, made for each signature, cannot be cleared: they live until the garbage collector takes them.</remarks>
internal sealed class MlDsaPrivateKey : IDisposable
{
    private static readonly Asn1Tag s_seed = new(TagClass.ContextSpecific, 0);

    private readonly byte[] _secret;
    private readonly bool _isSeed;

    private MlDsaPrivateKey(KeyFamily family, byte[] secret, bool isSeed)
    {
        Family = family;
        _secret = secret;
        _isSeed = isSeed;
    }

    public KeyFamily Family { get; }

    /// <summary>A fresh key.</summary>
    public static MlDsaPrivateKey Generate(KeyFamily family) => new(family, RandomNumberGenerator.GetBytes(MlDsa.SeedBytes), isSeed: true);

    /// <summary>
    /// Reads what the privateKey octets of a PKCS#8 hold (RFC 9881, 6): <c>[0]</c> the seed, an octet string with the expanded key, or a sequence of both.
    /// </summary>
    /// <param name="family">The parameter set that the PKCS#8's identifier names.</param>
    /// <param name="privateKey">The octets. The caller clears them.</param>
    public static Answer<MlDsaPrivateKey> Read(KeyFamily family, ReadOnlyMemory<byte> privateKey)
    {
        byte[] seed = [];
        byte[] expanded = [];
        try
        {
            AsnReader reader = new(privateKey, AsnEncodingRules.DER);
            Asn1Tag tag = reader.PeekTag();
            if (tag == s_seed)
            {
                seed = reader.ReadOctetString(s_seed);
            }
            else if (tag == Asn1Tag.PrimitiveOctetString)
            {
                expanded = reader.ReadOctetString();
            }
            else
            {
                AsnReader both = reader.ReadSequence();
                seed = both.ReadOctetString();
                expanded = both.ReadOctetString();
                both.ThrowIfNotEmpty();
            }

            reader.ThrowIfNotEmpty();
            return Choose(family, seed, expanded, tag == Asn1Tag.Sequence);
        }
        catch (AsnContentException)
        {
            CryptographicOperations.ZeroMemory(seed);
            return Answers.Refused<MlDsaPrivateKey>(KeyFindings.Malformed($"an {family.Name()} key in another form than RFC 9881's"));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(expanded);
        }
    }

    /// <summary>The DER of the public half.</summary>
    public byte[] SubjectPublicKeyInfo()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(MlDsa.Oid(Family));
            }

            writer.WriteBitString(Key().GetPublicKeyEncoded());
        }

        return writer.Encode();
    }

    public byte[] Sign(ReadOnlySpan<byte> data) => MlDsa.Sign(Key(), data);

    /// <summary>The privateKey octets of a PKCS#8 with the seed alone, the form that RFC 9881, 6 recommends. The caller clears them.</summary>
    /// <exception cref="InvalidOperationException">The key has no seed.</exception>
    public byte[] EncodeSeed()
        => _isSeed ? [0x80, MlDsa.SeedBytes, .. _secret] : throw new InvalidOperationException("the key was made from its expanded form and has no seed");

    public void Dispose() => CryptographicOperations.ZeroMemory(_secret);

    private static Answer<MlDsaPrivateKey> Choose(KeyFamily family, byte[] seed, byte[] expanded, bool isBoth)
    {
        bool hasSeed = seed.Length == MlDsa.SeedBytes;
        bool hasExpanded = expanded.Length == MlDsa.ExpandedKeyBytes(family);
        if (isBoth ? !hasSeed || !hasExpanded : !hasSeed && !hasExpanded)
        {
            return Answers.Refused<MlDsaPrivateKey>(KeyFindings.Malformed($"an {family.Name()} key of a wrong length"));
        }

        // RFC 9881, 6: who gets both must see that they are one key. Otherwise two programs would sign with two keys from one file.
        if (isBoth && !IsExpansion(family, seed, expanded))
        {
            return Answers.Refused<MlDsaPrivateKey>(KeyFindings.Inconsistent(family));
        }

        // The parts of an expanded key say one thing in several ways: a key that contradicts itself was tampered with, and can leak itself by what it signs.
        if (hasExpanded && MlDsaExpandedKey.FindFault(family, expanded) is { } fault)
        {
            return Answers.Refused<MlDsaPrivateKey>(KeyFindings.Contradictory(family, fault));
        }

        return Answers.Passed(TakeOver(family, hasSeed ? seed : expanded.ToArray(), hasSeed));
    }

    // The answer hands the key to the caller, who disposes it.
    private static MlDsaPrivateKey TakeOver(KeyFamily family, byte[] secret, bool isSeed) => new(family, secret, isSeed);

    private static bool IsExpansion(KeyFamily family, byte[] seed, byte[] expanded)
    {
        byte[] own = MLDsaPrivateKeyParameters.FromSeed(MlDsa.Parameters(family), seed, MLDsaPrivateKeyParameters.Format.EncodingOnly).GetEncoded();
        try
        {
            return CryptographicOperations.FixedTimeEquals(own, expanded);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(own);
        }
    }

    private MLDsaPrivateKeyParameters Key() => _isSeed
        ? MLDsaPrivateKeyParameters.FromSeed(MlDsa.Parameters(Family), _secret)
        : MLDsaPrivateKeyParameters.FromEncoding(MlDsa.Parameters(Family), _secret);
}
