using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>The certificates of one file: PEM with one or many, or DER with one. Reading trusts none of them.</summary>
public sealed class CertificateBundle
{
    private const string Expected = "PEM blocks named CERTIFICATE, or one certificate in DER";

    private CertificateBundle(ImmutableArray<Certificate> certificates) => Certificates = certificates;

    /// <summary>The certificates in the order of the file; at least one, at most <see cref="Limits.Anchors"/>. A certificate that stands twice is here twice.</summary>
    public ImmutableArray<Certificate> Certificates { get; }

    /// <summary>Reads the bytes of a certificate file.</summary>
    /// <param name="pemOrDer">At most <see cref="Limits.CertificateFileBytes"/> bytes. PEM may have text around its blocks and any line ends; other blocks, a private key
    /// for example, are passed over with a note. One damaged certificate refuses the whole file.</param>
    /// <returns>The certificates, or why the file is refused.</returns>
    public static Answer<CertificateBundle> Read(ReadOnlyMemory<byte> pemOrDer)
    {
        if (pemOrDer.IsEmpty)
        {
            return Refused("the certificate file is empty", "0 bytes");
        }

        if (pemOrDer.Length > Limits.CertificateFileBytes)
        {
            return Refused("the certificate file is too large", $"{pemOrDer.Length} bytes, more than {Limits.CertificateFileBytes}");
        }

        // DER of anything here is a SEQUENCE; no PEM file starts with its tag, the digit 0.
        return pemOrDer.Span[0] == 0x30 && !pemOrDer.Span.StartsWith("0-----"u8) ? ReadDer(pemOrDer) : ReadPem(pemOrDer);
    }

    private static Answer<CertificateBundle> ReadDer(ReadOnlyMemory<byte> der)
    {
        Answer<Certificate> read = Certificate.Read(der);
        return read.TryGetValue(out Certificate? certificate)
            ? Answers.Passed(new CertificateBundle([certificate]), read.Findings)
            : Answers.Refused<CertificateBundle>(read.Findings);
    }

    private static Answer<CertificateBundle> ReadPem(ReadOnlyMemory<byte> pem)
    {
        ImmutableArray<Certificate>.Builder certificates = ImmutableArray.CreateBuilder<Certificate>();
        List<Finding> findings = [];
        int number = 0;
        foreach (PemBlock block in PemBlocks.Read(pem))
        {
            number++;
            if (number > Limits.Anchors)
            {
                return Refused("the certificate file holds too much", $"more than {Limits.Anchors} PEM blocks");
            }

            if (block.Content is null)
            {
                return Refused($"PEM block {number} ({block.Label}) is damaged", block.Fault!);
            }

            if (block.Label is not ("CERTIFICATE" or "X509 CERTIFICATE"))
            {
                findings.Add(Finding.Note(FindingCode.PemBlockIgnored, $"PEM block {number} was passed over", "CERTIFICATE", block.Label));
                continue;
            }

            Answer<Certificate> read = Certificate.Read(block.Content);
            if (!read.TryGetValue(out Certificate? certificate))
            {
                return Refused($"certificate {certificates.Count + 1} of the file is malformed", read.Findings[0].Actual ?? read.Findings[0].Message);
            }

            certificates.Add(certificate);
        }

        if (certificates.Count > 0)
        {
            return Answers.Passed(new CertificateBundle(certificates.ToImmutable()), [.. findings]);
        }

        string labels = string.Join(", ", findings.Select(static f => f.Actual).Distinct(StringComparer.Ordinal).Take(8));
        return Refused("the file holds no certificate", labels.Length == 0 ? "neither DER nor a PEM block" : $"PEM blocks {labels}");
    }

    private static Answer<CertificateBundle> Refused(string message, string actual) => Answers.Refused<CertificateBundle>(Finding.Error(
        FindingCode.CertificateMalformed, message, Expected, actual, "name a file that holds certificates, for example the CA's .pem"));
}
