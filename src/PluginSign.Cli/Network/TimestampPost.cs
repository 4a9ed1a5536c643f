using System.Net;
using System.Net.Http.Headers;
using PluginSign.Findings;

namespace PluginSign.Cli.Network;

/// <summary>Asks a timestamp service over HTTP (RFC 3161, 3.4): one POST, one answer, capped in size and time. It follows no redirect: the operator named the service.</summary>
internal sealed class TimestampPost : IDisposable
{
    private const string QueryType = "application/timestamp-query";
    private const string ReplyType = "application/timestamp-reply";

    private readonly HttpClient _client;
    private readonly Uri _url;
    private readonly TimeSpan _limit;

    public TimestampPost(Uri url)
        : this(url, TimeSpan.FromSeconds(Limits.ServiceSeconds))
    {
    }

    /// <summary>With another limit than the usual one, for the whole exchange.</summary>
    internal TimestampPost(Uri url, TimeSpan limit)
    {
        _url = url;
        _limit = limit;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = limit })
        {
            Timeout = Timeout.InfiniteTimeSpan, // one clock for the whole exchange: see below
        };
    }

    /// <summary>Reads the URL of a service.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Uri ReadUrl(string option, string text)
        => Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            ? url!
            : throw new UsageException($"{option} takes the http or https URL of an RFC 3161 timestamp service", text, with: $"{option} http://timestamp.example/tsa");

    /// <summary>The answer's bytes. Whether they are any good is judged elsewhere: the answer needs no secure channel, for it is signed.</summary>
    /// <exception cref="UnavailableException">There was no answer, or none that can be one.</exception>
    public byte[] Send(ReadOnlyMemory<byte> query)
    {
        using CancellationTokenSource clock = new(_limit);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, _url) { Content = new ByteArrayContent(query.ToArray()) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(QueryType);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(ReplyType));
            using HttpResponseMessage response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead, clock.Token);
            ThrowIfNoReply(response);
            return ReadBody(response, clock.Token);
        }
        catch (OperationCanceledException)
        {
            throw Unavailable(FindingCode.ServiceTimeout, "the timestamp service did not answer in time", $"no whole answer after {_limit.TotalSeconds:0.#} seconds");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Unavailable(FindingCode.ServiceUnreachable, "the timestamp service cannot be reached", HttpReasons.Of(e));
        }
    }

    public void Dispose() => _client.Dispose();

    private void ThrowIfNoReply(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            string target = response.Headers.Location is { } location ? $", to {location}" : string.Empty;
            throw Unavailable(FindingCode.ServiceAnswer, "the timestamp service answered with an error", $"HTTP status {(int)response.StatusCode}{target}");
        }

        string? type = response.Content.Headers.ContentType?.MediaType;
        if (!string.Equals(type, ReplyType, StringComparison.OrdinalIgnoreCase))
        {
            throw Unavailable(FindingCode.ServiceAnswer, "the timestamp service answered with something else than a timestamp", $"{type ?? "no content type"}, not {ReplyType}");
        }
    }

    private byte[] ReadBody(HttpResponseMessage response, CancellationToken clock)
        => CappedBody.Read(response, Limits.TimestampBytes, clock)
            ?? throw Unavailable(FindingCode.ServiceAnswerTooLarge, "the timestamp service answered with too much", $"more than {Limits.TimestampBytes} bytes");

    private UnavailableException Unavailable(FindingCode code, string message, string reason) => new(message, code, reason, _url.ToString());
}
