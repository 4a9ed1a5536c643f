using System.Net;
using System.Net.Http.Headers;

namespace PluginSign.Cli.Network;

/// <summary>Fetches CRLs (RFC 5280, 4.2.1.13) and OCSP responses (RFC 6960, A.1) over http, each with a cap in bytes and an end in time. It follows no redirect: only the CA says where its answers are.</summary>
internal sealed class RevocationFetch : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan, // one clock for the whole exchange: see below
    };

    /// <summary>The answer's bytes, whatever they are, or why there are none. What comes is signed and judged elsewhere.</summary>
    /// <param name="place">Where to ask.</param>
    /// <param name="cap">Most bytes.</param>
    /// <param name="limit">For the whole exchange.</param>
    public FetchAnswer Send(RevocationPlace place, int cap, TimeSpan limit)
    {
        using CancellationTokenSource clock = new(limit);
        try
        {
            using HttpRequestMessage request = Request(place);
            using HttpResponseMessage response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead, clock.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return Refused($"HTTP status {(int)response.StatusCode}{(response.Headers.Location is { } location ? $", to {location}" : string.Empty)}");
            }

            if (response.Content.Headers.ContentLength > cap)
            {
                return TooLarge(cap);
            }

            return CappedBody.Read(response, cap, clock.Token) is { } bytes ? new FetchAnswer(bytes, null) : TooLarge(cap);
        }
        catch (OperationCanceledException)
        {
            return Refused($"no whole answer after {limit.TotalSeconds:0.#} seconds");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Refused(HttpReasons.Of(e));
        }
    }

    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request(RevocationPlace place)
    {
        if (place.Question is not { } question)
        {
            return new HttpRequestMessage(HttpMethod.Get, place.Url);
        }

        HttpRequestMessage request = new(HttpMethod.Post, place.Url) { Content = new ByteArrayContent(question.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/ocsp-response"));
        return request;
    }

    private static FetchAnswer TooLarge(int cap) => Refused($"more than {cap} bytes");

    private static FetchAnswer Refused(string reason) => new(ReadOnlyMemory<byte>.Empty, reason);
}

/// <summary>What came of one request.</summary>
/// <param name="Bytes">The answer's bytes; empty when there are none.</param>
/// <param name="Refusal">Why there are none, in plain words; null when there are.</param>
internal sealed record FetchAnswer(ReadOnlyMemory<byte> Bytes, string? Refusal);
