using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Signatures;

/// <summary>The certificates that came with a signature (CertificateSet, RFC 5652, 10.2.3): a bag that anyone can put anything into.</summary>
internal static class CertificateBag
{
    private const int OtherKindsMost = 3;

    /// <summary>The X.509 certificates that can be parsed. Attribute certificates and other kinds are passed over.</summary>
    /// <exception cref="AsnContentException">An element is no CertificateChoices at all.</exception>
    public static ImmutableArray<Certificate> Read(ImmutableArray<ReadOnlyMemory<byte>> elements, List<Finding> findings)
    {
        ImmutableArray<Certificate>.Builder certificates = ImmutableArray.CreateBuilder<Certificate>();
        foreach (ReadOnlyMemory<byte> element in elements)
        {
            Asn1Tag tag = Asn1Tag.Decode(element.Span, out _);
            if (tag == Asn1Tag.Sequence)
            {
                Add(element, certificates, findings);
            }
            else if (tag.TagClass != TagClass.ContextSpecific || tag.TagValue > OtherKindsMost)
            {
                throw new AsnContentException("an element of the certificates is no certificate");
            }
        }

        return certificates.ToImmutable();
    }

    private static void Add(ReadOnlyMemory<byte> element, ImmutableArray<Certificate>.Builder certificates, List<Finding> findings)
    {
        Checked<Certificate> read = Certificate.Read(element);
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
