using PluginSign.Cli.Network;

namespace PluginSign.Cli.Tests.Network;

/// <summary>Servers that never come to an end: the clock does.</summary>
public sealed class RevocationFetchTests
{
    private const string Opening = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";

    [Theory]
    [InlineData("silent")]
    [InlineData("trickling")]
    [InlineData("trickling headers")]
    public async Task An_answer_that_never_ends_is_ended(string kind)
    {
        TaskCompletionSource<int> port = new();
        using CancellationTokenSource end = new();
        Task serving = SlowServer.Serve(port, kind is "trickling" ? Opening : null, kind is "silent" ? SlowServerEnd.Waits : SlowServerEnd.Trickles, end.Token);
        using RevocationFetch fetch = new();
        RevocationPlace place = new(new Uri($"http://127.0.0.1:{await port.Task}/a.crl"), null);
        FetchAnswer answer = fetch.Send(place, place.Cap, TimeSpan.FromMilliseconds(500));
        Assert.Equal("no whole answer after 0.5 seconds", answer.Refusal);
        Assert.True(answer.Bytes.IsEmpty);
        await end.CancelAsync();
        await serving;
    }
}
