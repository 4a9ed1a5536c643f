using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Findings;

namespace PluginSign.Cli.Network;

/// <summary>Judges with what is at hand, asks for what the paths found name, and judges anew, until a judgement names nothing more.</summary>
/// <remarks>So the last judgement, which alone counts, is one whose every place was asked: also when a revoked CA made way for another path.</remarks>
internal static class OnlineRounds
{
    /// <summary>The last judgement.</summary>
    /// <typeparam name="T">What a judgement comes to.</typeparam>
    /// <param name="gathering">Asks.</param>
    /// <param name="mode">What becomes of a path of which nothing is known.</param>
    /// <param name="judge">Judges with what is known, in a mode.</param>
    /// <param name="paths">The paths for which a judgement trusts; none when it does not trust.</param>
    /// <param name="name">Of what is judged.</param>
    /// <exception cref="UnavailableException">It never came to an end.</exception>
    public static T Run<T>(
        RevocationGathering gathering,
        RevocationMode mode,
        Func<RevocationInformation, RevocationMode, T> judge,
        Func<T, IReadOnlyList<CertificationPath>> paths,
        string name)
    {
        for (int round = 0; round < Limits.RevocationRounds; round++)
        {
            RevocationInformation known = gathering.Information;
            T answer = judge(known, mode);
            IReadOnlyList<CertificationPath> found = paths(answer);
            if (found.Count == 0 && mode == RevocationMode.Require)
            {
                // Is it only that nothing is known yet? What is refused for any other reason is not worth a call.
                found = paths(judge(known, RevocationMode.AllowUnknown));
            }

            if (!gathering.Ask(found))
            {
                return answer;
            }
        }

        throw new UnavailableException(
            "it is not known whether its certificates are revoked", FindingCode.RevocationNotFetched, $"after {Limits.RevocationRounds} rounds there are still other certificates to ask for", name);
    }
}
