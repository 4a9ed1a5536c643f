using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Cli.Storage;

namespace PluginSign.Cli.Network;

/// <summary>Asks for CRLs and OCSP responses, for one run of the command: no place is asked twice in it.</summary>
internal sealed class OnlineRevocation(RevocationCache cache) : IDisposable
{
    private readonly RevocationFetch _fetch = new();

    public RevocationCache Cache { get; } = cache;

    /// <summary>What one place has for its answer; tests wait less.</summary>
    internal TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(Limits.RevocationFetchSeconds);

    private Dictionary<string, FetchAnswer> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Begins with one file.</summary>
    /// <param name="given">What is known already.</param>
    /// <param name="intermediates">Certificates from which paths may be built.</param>
    /// <param name="at">The validation time.</param>
    public RevocationGathering Begin(RevocationInformation given, IReadOnlyList<Certificate> intermediates, DateTimeOffset at) => new(this, given, intermediates, at);

    /// <summary>The answer, when the place was asked before in this run.</summary>
    public FetchAnswer? Remembered(RevocationPlace place) => Answers.GetValueOrDefault(place.Key);

    /// <summary>Asks the place.</summary>
    public FetchAnswer Ask(RevocationPlace place, int cap, TimeSpan limit) => Answers[place.Key] = _fetch.Send(place, Math.Min(cap, place.Cap), limit < Limit ? limit : Limit);

    public void Dispose() => _fetch.Dispose();
}
