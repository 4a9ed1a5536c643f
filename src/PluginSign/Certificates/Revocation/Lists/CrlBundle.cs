using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>The CRLs of one file: PEM with one or many, or DER with one. Reading trusts none of them.</summary>
public sealed class CrlBundle
{
    private CrlBundle(ImmutableArray<CertificateRevocationList> lists) => Lists = lists;

    /// <summary>The CRLs in the order of the file; at least one, at most <see cref="Limits.Crls"/>.</summary>
    public ImmutableArray<CertificateRevocationList> Lists { get; }

    /// <summary>Reads the bytes of a CRL file.</summary>
    /// <param name="pemOrDer">At most <see cref="Limits.CrlBytes"/> bytes. PEM may have text around its blocks; blocks with other names are passed over with a note. One damaged CRL refuses the whole file.</param>
    public static Answer<CrlBundle> Read(ReadOnlyMemory<byte> pemOrDer)
    {
        if (pemOrDer.IsEmpty || pemOrDer.Length > Limits.CrlBytes)
        {
            return Refused(pemOrDer.IsEmpty ? "the CRL file is empty" : "the CRL file is too large", $"{pemOrDer.Length} bytes");
        }

        return pemOrDer.Span[0] == 0x30 && !pemOrDer.Span.StartsWith("0-----"u8) ? ReadDer(pemOrDer) : ReadPem(pemOrDer);
    }

    private static Answer<CrlBundle> ReadDer(ReadOnlyMemory<byte> der)
    {
        Answer<CertificateRevocationList> read = CertificateRevocationList.Read(der);
        return read.TryGetValue(out CertificateRevocationList? list)
            ? Answers.Passed(new CrlBundle([list]), read.Findings)
            : Answers.Refused<CrlBundle>(read.Findings);
    }

    private static Answer<CrlBundle> ReadPem(ReadOnlyMemory<byte> pem)
    {
        ImmutableArray<CertificateRevocationList>.Builder lists = ImmutableArray.CreateBuilder<CertificateRevocationList>();
        List<Finding> findings = [];
        int number = 0;
        foreach (PemBlock block in PemBlocks.Read(pem))
        {
            number++;
            if (number > Limits.Crls)
            {
                return Refused("the CRL file holds too much", $"more than {Limits.Crls} PEM blocks");
            }

            if (block.Content is null)
            {
                return Refused($"PEM block {number} ({block.Label}) is damaged", block.Fault!);
            }

            if (block.Label is not "X509 CRL")
            {
                findings.Add(Finding.Note(FindingCode.PemBlockIgnored, $"PEM block {number} was passed over", "X509 CRL", block.Label));
                continue;
            }

            Answer<CertificateRevocationList> read = CertificateRevocationList.Read(block.Content);
            if (!read.TryGetValue(out CertificateRevocationList? list))
            {
                return Refused($"CRL {lists.Count + 1} of the file is malformed", read.Findings[0].Actual ?? read.Findings[0].Message);
            }

            lists.Add(list);
        }

        return lists.Count > 0
            ? Answers.Passed(new CrlBundle(lists.ToImmutable()), [.. findings])
            : Refused("the file holds no CRL", number == 0 ? "neither DER nor a PEM block" : $"{number} other PEM blocks");
    }

    private static Answer<CrlBundle> Refused(string message, string actual) => Answers.Refused<CrlBundle>(Finding.Error(
        FindingCode.CrlMalformed, message, "PEM blocks named X509 CRL, or one CRL in DER", actual, "name a file that holds the CA's CRL"));
}
