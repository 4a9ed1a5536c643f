using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Cli.Storage;

namespace PluginSign.Cli.Network;

/// <summary>Asks for CRLs and OCSP responses, for one run of the command: no place is asked twice in it.</summary>
internal sealed class OnlineRevocation(RevocationCache cache) : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(Limits.RevocationFetchSeconds);

    private readonly RevocationFetch _fetch = new();
    private readonly Dictionary<string, FetchAnswer> _answers = new(StringComparer.Ordinal);

    public RevocationCache Cache { get; } = cache;

    /// <summary>Begins with one file.</summary>
    /// <param name="given">What is known already.</param>
    /// <param name="intermediates">Certificates from which paths may be built.</param>
    /// <param name="at">The validation time.</param>
    public RevocationGathering Begin(RevocationInformation given, IReadOnlyList<Certificate> intermediates, DateTimeOffset at) => new(this, given, intermediates, at);

    /// <summary>The answer, when the place was asked before in this run.</summary>
    public FetchAnswer? Remembered(RevocationPlace place) => _answers.GetValueOrDefault(place.Key);

    /// <summary>Asks the place.</summary>
    public FetchAnswer Ask(RevocationPlace place, int cap, TimeSpan limit)
        => _answers[place.Key] = _fetch.Send(place, Math.Min(cap, place.Cap), limit < s_limit ? limit : s_limit);

    public void Dispose() => _fetch.Dispose();
}
