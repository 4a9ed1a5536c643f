using System.Net;
using System.Net.Sockets;
using System.Text;
using PluginSign.Cli.Network;
using PluginSign.Findings;

namespace PluginSign.Cli.Tests;

/// <summary>Services that never come to an end: the clock does.</summary>
public sealed class TimestampPostTests
{
    [Theory]
    [InlineData("silent")]
    [InlineData("trickling")]
    [InlineData("trickling headers")]
    [InlineData("short")]
    public async Task An_answer_that_never_ends_is_ended(string kind)
    {
        TaskCompletionSource<int> port = new();
        using CancellationTokenSource end = new();
        Task serving = Serve(port, kind, end.Token);
        using TimestampPost post = new(new Uri($"http://127.0.0.1:{await port.Task}/"), TimeSpan.FromMilliseconds(500));
        UnavailableException mishap = Assert.Throws<UnavailableException>(() => post.Send(new byte[] { 1 }));
        Assert.Equal(kind is "short" ? FindingCode.ServiceUnreachable : FindingCode.ServiceTimeout, mishap.Code);
        await end.CancelAsync();
        await serving;
    }

    private static async Task Serve(TaskCompletionSource<int> port, string kind, CancellationToken end)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        port.SetResult(((IPEndPoint)listener.LocalEndpoint).Port);
        try
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(end);
            await using NetworkStream stream = client.GetStream();
            if (kind is "trickling" or "short")
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: 1000\r\n\r\n"), end);
            }

            while (kind is not "short")
            {
                await Task.Delay(50, end);
                if (kind is not "silent")
                {
                    await stream.WriteAsync(new byte[] { (byte)'a' }, end);
                }
            }

            await stream.WriteAsync(new byte[10], end);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // the other side hung up, or the test is over
        }
    }
}
