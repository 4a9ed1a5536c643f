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
        => (Findings.IsEmpty ? 0 : Findings.Max(static f => f.Code.Descriptor().Rank), Findings.Length);
}
