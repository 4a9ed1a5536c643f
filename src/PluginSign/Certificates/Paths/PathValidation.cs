using System.Collections.Immutable;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Certificates;

/// <summary>What a path search came to: the path when there is a valid one, and else the attempt that came closest, for the report.</summary>
public sealed class PathValidation
{
    internal PathValidation(Answer<CertificationPath> answer, ImmutableArray<Certificate> considered, ImmutableArray<RevocationStatus> revocations)
    {
        Revocations = revocations;
        Answer = answer;
        Considered = considered;
    }

    /// <summary>The validated path, or the most telling reasons why there is none.</summary>
    public Answer<CertificationPath> Answer { get; }

    /// <summary>End entity first: the validated path, or as far as the closest attempt came. Proves nothing.</summary>
    public ImmutableArray<Certificate> Considered { get; }

    /// <summary>What is known of the revocation of each certificate of <see cref="Considered"/> below the anchor, in its order. Empty when no path was found, or nobody was asked.</summary>
    public ImmutableArray<RevocationStatus> Revocations { get; }
}
