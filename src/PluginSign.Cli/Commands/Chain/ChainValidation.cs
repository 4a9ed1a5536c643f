using System.Collections.Immutable;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Cli.Network;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands.Chain;

/// <summary>Validates one certificate, with what is at hand or with what can be fetched.</summary>
internal sealed class ChainValidation(
    TrustInputs trust,
    TrustPolicy policy,
    Certificate certificate,
    ImmutableArray<Certificate> offered,
    DateTimeOffset at,
    PathRequirements requirements,
    RevocationInputs revocation)
{
    private readonly PathValidator _paths = new(trust.Anchors, trust.Intermediates);

    /// <summary>With what is at hand.</summary>
    public ChainAnswer Answer() => Judge(revocation).Answer;

    /// <summary>With what the certificates of a valid path name, too.</summary>
    public ChainAnswer Answer(OnlineRevocation online, string name)
    {
        RevocationGathering gathering = online.Begin(revocation.Information, trust.Intermediates, at);
        ChainAnswer answer = OnlineRounds.Run(
            gathering,
            revocation.Mode,
            (known, mode) => Judge(revocation with { Information = known, Mode = mode }),
            static judged => judged is { Answer.Verdict: Verdict.Trusted, Path: { } path } ? [path] : [],
            name).Answer;
        return answer with
        {
            Findings = [.. answer.Findings.Concat(gathering.Findings).InOrder()],
        };
    }

    private (ChainAnswer Answer, CertificationPath? Path) Judge(RevocationInputs inputs)
    {
        PathValidation validation = _paths.Validate(certificate, offered, at, requirements, inputs);
        ImmutableArray<Finding> findings = validation.Answer.Findings;
        bool isValid = validation.Answer.TryGetValue(out CertificationPath? valid);
        if (valid is not null)
        {
            findings = [.. findings.Concat(policy.Judge(valid)).InOrder()];
        }

        bool reachesAnchor = validation.Considered is [.., Certificate top] && trust.Anchors.Any(a => string.Equals(a.Fingerprint, top.Fingerprint, StringComparison.Ordinal));
        return (new ChainAnswer(validation.Considered, findings, isValid, at, reachesAnchor), valid);
    }
}
