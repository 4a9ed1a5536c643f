using System.Collections.Immutable;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>One way that the search went, and why it is no path.</summary>
/// <param name="Certificates">End entity first.</param>
/// <param name="Findings">The reasons, errors only.</param>
internal sealed record PathAttempt(ImmutableArray<Certificate> Certificates, ImmutableArray<Finding> Findings)
{
    /// <summary>The subjects, for a note about this attempt.</summary>
    public string Text => string.Join(" < ", Certificates.Select(static c => c.Subject));

    /// <summary>How far it is from being a path: the gravest reason first, then how many reasons. Less is nearer, and more telling.</summary>
    public (int Gravest, int Count) Distance
        => (Findings.IsEmpty ? 0 : Findings.Max(static f => Gravity(f.Code)), Findings.Length);

    // A date can be the only thing wrong with the right path; an unknown issuer is what every wrong path ends in.
    private static int Gravity(FindingCode code) => code switch
    {
        FindingCode.CertificateExpired or FindingCode.CertificateNotYetValid or FindingCode.RevocationUnknown or FindingCode.RevocationStale => 1,
        FindingCode.NoPathToAnchor => 4,
        FindingCode.CertificateSignatureInvalid => 3,
        FindingCode.BudgetExhausted => 5,
        _ => 2,
    };
}
