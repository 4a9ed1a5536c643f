using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>The certificates that came with a signature (CertificateSet, RFC 5652, 10.2.3): a bag that anyone can put anything into.</summary>
internal static class CertificateBag
{
    private const int OtherKindsMost = 3;

    /// <summary>The X.509 certificates that can be parsed. Attribute certificates and other kinds are passed over.</summary>
    /// <exception cref="AsnContentException">An element is no CertificateChoices at all.</exception>
    public static ImmutableArray<Certificate> Read(ImmutableArray<ReadOnlyMemory<byte>> elements, List<Finding> findings, CertificateMemory? memory = null)
    {
        ImmutableArray<Certificate>.Builder certificates = ImmutableArray.CreateBuilder<Certificate>();
        foreach (ReadOnlyMemory<byte> element in elements)
        {
            Asn1Tag tag = Asn1Tag.Decode(element.Span, out _);
            if (tag == Asn1Tag.Sequence)
            {
                Add(element, memory, certificates, findings);
            }
            else if (tag.TagClass != TagClass.ContextSpecific || tag.TagValue > OtherKindsMost)
            {
                throw new AsnContentException("an element of the certificates is no certificate");
            }
        }

        return certificates.ToImmutable();
    }

    private static void Add(ReadOnlyMemory<byte> element, CertificateMemory? memory, ImmutableArray<Certificate>.Builder certificates, List<Finding> findings)
    {
        Answer<Certificate> read = memory is null ? Certificate.Read(element) : memory.Read(element);
        if (read.TryGetValue(out Certificate? certificate))
        {
            certificates.Add(certificate);
            return;
        }

        Finding reason = read.Findings[0];
        findings.Add(Finding.Warning(
            FindingCode.BagCertificateMalformed,
            "a certificate in the signature cannot be read and was passed over",
            reason.Expected,
            reason.Actual,
            "ask the publisher to leave it out or to mend it"));
    }
}

/// <summary>Certificates that were parsed already, so that a thousand signatures of one signer parse it, and import its key, once.</summary>
/// <remarks>
/// It holds what was read, and says no more about it than reading did. Found by SHA-256 and then compared byte by byte. It keeps copies, so that no signature file lives on in it;
/// when it is full, the oldest go. For several threads.
/// </remarks>
internal sealed class CertificateMemory(int capacity = Limits.RememberedCertificates)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Certificate> _byFingerprint = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    /// <summary>How many are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byFingerprint.Count;
            }
        }
    }

    /// <summary>As <see cref="Certificate.Read"/>.</summary>
    /// <param name="der">The DER; it is copied when it is kept.</param>
    public Answer<Certificate> Read(ReadOnlyMemory<byte> der)
    {
        string fingerprint = Convert.ToHexStringLower(SHA256.HashData(der.Span));
        lock (_lock)
        {
            if (_byFingerprint.TryGetValue(fingerprint, out Certificate? known) && known.Encoded.Span.SequenceEqual(der.Span))
            {
                return Answers.Passed(known);
            }
        }

        Answer<Certificate> read = der.Length > Limits.CertificateBytes ? Certificate.Read(der) : Certificate.Read(der.ToArray());
        if (read.Findings.IsEmpty && read.TryGetValue(out Certificate? certificate))
        {
            Remember(fingerprint, certificate);
        }

        return read;
    }

    private void Remember(string fingerprint, Certificate certificate)
    {
        lock (_lock)
        {
            if (_byFingerprint.TryAdd(fingerprint, certificate))
            {
                _oldestFirst.Enqueue(fingerprint);
                if (_byFingerprint.Count > capacity)
                {
                    _byFingerprint.Remove(_oldestFirst.Dequeue());
                }
            }
        }
    }
}
