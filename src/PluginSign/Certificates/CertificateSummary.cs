using System.Collections.Immutable;
using PluginSign.Algorithms;

namespace PluginSign.Certificates;

/// <summary>What a certificate says of itself, in words, for people who look at a path. It judges nothing.</summary>
public sealed class CertificateSummary
{
    private const int NamesShown = 8;

    internal CertificateSummary(bool isCa, string key, string serialNumber, ImmutableArray<string> constraints)
    {
        IsCa = isCa;
        Key = key;
        SerialNumber = serialNumber;
        Constraints = constraints;
    }

    /// <summary>Whether it may issue certificates (RFC 5280, 4.2.1.9).</summary>
    public bool IsCa { get; }

    /// <summary>Kind and size of its key, for example <c>ECDSA P-256</c>; the algorithm's identifier when it is not supported.</summary>
    public string Key { get; }

    /// <summary>The serial number, lowercase hex.</summary>
    public string SerialNumber { get; }

    /// <summary>What limits its use, one line each, in the RFC's terms. May hold hostile text.</summary>
    public ImmutableArray<string> Constraints { get; }

    /// <summary>Sums a certificate up.</summary>
    public static CertificateSummary Of(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        KnownExtensions known = certificate.Known;
        bool isCa = known.BasicConstraints is { IsCa: true };
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        if (isCa && known.BasicConstraints!.PathLength is { } most)
        {
            lines.Add(most == 0 ? "issues end entities only (path length 0)" : $"at most {most} {(most == 1 ? "CA" : "CAs")} below it (path length)");
        }

        if (known.KeyUsage is { } usage)
        {
            lines.Add($"key usage {usage.Text()}");
        }

        if (!known.ExtendedKeyUsage.IsDefault)
        {
            lines.Add($"only for {string.Join(", ", known.ExtendedKeyUsage.Select(CertificateOids.PurposeName))}");
        }

        if (known.NameConstraints is { } names)
        {
            Add(lines, "only names in", names.Permitted);
            Add(lines, "no names in", names.Excluded);
        }

        return new CertificateSummary(
            isCa,
            certificate.PublicKey.TryGetValue(out PublicKey? key) ? key.ToString() : "a key that is not supported",
            Convert.ToHexStringLower(certificate.SerialNumber.Span),
            lines.ToImmutable());
    }

    private static void Add(ImmutableArray<string>.Builder lines, string what, ImmutableArray<GeneralName> names)
    {
        if (!names.IsEmpty)
        {
            string rest = names.Length > NamesShown ? $" and {names.Length - NamesShown} more" : string.Empty;
            lines.Add($"{what} {string.Join(", ", names.Take(NamesShown))}{rest}");
        }
    }
}
