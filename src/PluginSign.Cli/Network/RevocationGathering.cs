using System.Collections.Immutable;
using System.Diagnostics;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Cli.Storage;
using PluginSign.Findings;

namespace PluginSign.Cli.Network;

/// <summary>What is gathered for one file: what was given, what was kept from earlier, and what is fetched.</summary>
internal sealed class RevocationGathering(OnlineRevocation online, RevocationInformation given, IReadOnlyList<Certificate> intermediates, DateTimeOffset at)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<CertificateRevocationList> _lists = [.. given.Lists];
    private readonly List<OcspResponse> _responses = [.. given.Responses];
    private readonly List<Finding> _findings = [];
    private readonly Stopwatch _waited = new();
    private int _requestsLeft = Limits.RevocationFetches;
    private int _bytesLeft = Limits.RevocationFetchBytesTogether;

    /// <summary>Everything at hand so far.</summary>
    public RevocationInformation Information => new(_lists, _responses);

    /// <summary>What did not work. None of it decides anything: what is not known is judged as not known.</summary>
    public ImmutableArray<Finding> Findings => [.. _findings.Distinct()];

    /// <summary>Gathers what these paths name.</summary>
    /// <param name="paths">Validated paths alone: a stranger's certificate must not make this host call anybody.</param>
    /// <returns>Whether they named any place that was not asked before.</returns>
    public bool Ask(IEnumerable<CertificationPath> paths)
    {
        bool asked = false;
        foreach (CertificationPath path in paths)
        {
            RevocationTrial? trial = null;
            foreach (RevocationPlace place in RevocationPlace.Of(RevocationRequests.For(path.Certificates)).Where(p => _asked.Add(p.Key)))
            {
                asked = true;
                Gather(place, trial ??= new RevocationTrial(path, intermediates, at));
            }
        }

        return asked;
    }

    private void Gather(RevocationPlace place, RevocationTrial trial)
    {
        RevocationItem? kept = Kept(place, trial, out RevocationWorth worth);
        if (worth == RevocationWorth.Current)
        {
            Take(place, kept!);
            return;
        }

        FetchAnswer answer = online.Remembered(place) ?? Fetch(place);
        string? fault = answer.Refusal;
        RevocationItem? fetched = fault is null ? RevocationItem.Read(place, answer.Bytes, out fault) : null;
        bool isCurrent = fetched is not null && trial.Of(fetched) == RevocationWorth.Current;
        if (!isCurrent && worth == RevocationWorth.Stale)
        {
            Take(place, kept!); // what it says is revoked stays so, whoever cuts the line or sends something else
        }

        if (fetched is null)
        {
            _findings.Add(NotFetched(place, fault!));
            return;
        }

        Take(place, fetched);
        if (isCurrent)
        {
            online.Cache.Write(place, answer.Bytes.Span, _findings);
        }
    }

    private RevocationItem? Kept(RevocationPlace place, RevocationTrial trial, out RevocationWorth worth)
    {
        worth = RevocationWorth.None;
        if (online.Cache.Read(place, _findings) is not { } bytes)
        {
            return null;
        }

        RevocationItem? item = RevocationItem.Read(place, bytes, out string? fault);
        worth = item is null ? RevocationWorth.None : trial.Of(item);
        if (worth == RevocationWorth.None && item?.IsCurrentAt(at) != false)
        {
            _findings.Add(RevocationCache.Damaged(place, fault ?? "it cannot be believed, or is about other certificates"));
        }

        return item;
    }

    private FetchAnswer Fetch(RevocationPlace place)
    {
        TimeSpan left = TimeSpan.FromSeconds(Limits.RevocationFetchSecondsTogether) - _waited.Elapsed;
        if (_requestsLeft == 0 || _bytesLeft == 0 || left <= TimeSpan.Zero)
        {
            return new FetchAnswer(ReadOnlyMemory<byte>.Empty, $"it was not asked: one file may cost {Limits.RevocationFetches} requests, {Limits.RevocationFetchSecondsTogether} seconds and {Limits.RevocationFetchBytesTogether} bytes");
        }

        _requestsLeft--;
        _waited.Start();
        FetchAnswer answer = online.Ask(place, _bytesLeft, left);
        _waited.Stop();
        _bytesLeft -= answer.Bytes.Length;
        return answer;
    }

    private void Take(RevocationPlace place, RevocationItem item)
    {
        bool isFull = item.List is null ? _responses.Count == Limits.OcspResponses : _lists.Count == Limits.Crls;
        if (isFull)
        {
            _findings.Add(NotFetched(place, $"there is no room: {Limits.Crls} CRLs and {Limits.OcspResponses} OCSP responses are held at once"));
            return;
        }

        if (item.List is { } list)
        {
            _lists.Add(list);
        }
        else if (item.Response is { } response)
        {
            _responses.Add(response);
        }
    }

    private static Finding NotFetched(RevocationPlace place, string reason) => Finding.Warning(
        FindingCode.RevocationNotFetched,
        $"{place.Noun} could not be fetched",
        $"{place.Noun} at {place.Url}",
        reason,
        "look whether this host can reach the address, or get the file elsewhere and give it with " + (place.Question is null ? "--crl" : "--ocsp"));
}
