using PluginSign.Cli.Network;
using PluginSign.Findings;

namespace PluginSign.Cli.Tests.Network;

/// <summary>Services that never come to an end: the clock does.</summary>
public sealed class TimestampPostTests
{
    private const string Opening = "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: 1000\r\n\r\n";

    [Theory]
    [InlineData("silent")]
    [InlineData("trickling")]
    [InlineData("trickling headers")]
    [InlineData("short")]
    public async Task An_answer_that_never_ends_is_ended(string kind)
    {
        TaskCompletionSource<int> port = new();
        using CancellationTokenSource end = new();
        Task serving = SlowServer.Serve(
            port,
            kind is "trickling" or "short" ? Opening : null,
            kind switch { "silent" => SlowServerEnd.Waits, "short" => SlowServerEnd.HangsUp, _ => SlowServerEnd.Trickles },
            end.Token);
        using TimestampPost post = new(new Uri($"http://127.0.0.1:{await port.Task}/"), TimeSpan.FromMilliseconds(500));
        UnavailableException mishap = Assert.Throws<UnavailableException>(() => post.Send(new byte[] { 1 }));
        Assert.Equal(kind is "short" ? FindingCode.ServiceUnreachable : FindingCode.ServiceTimeout, mishap.Code);
        await end.CancelAsync();
        await serving;
    }
}
