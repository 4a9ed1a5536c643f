using System.Net;
using System.Net.Sockets;
using System.Text;
using PluginSign.Cli.Network;

namespace PluginSign.Cli.Tests;

/// <summary>Servers that never come to an end: the clock does.</summary>
public sealed class RevocationFetchTests
{
    [Theory]
    [InlineData("silent")]
    [InlineData("trickling")]
    [InlineData("trickling headers")]
    public async Task An_answer_that_never_ends_is_ended(string kind)
    {
        TaskCompletionSource<int> port = new();
        using CancellationTokenSource end = new();
        Task serving = Serve(port, kind, end.Token);
        using RevocationFetch fetch = new();
        RevocationPlace place = new(new Uri($"http://127.0.0.1:{await port.Task}/a.crl"), null);
        FetchAnswer answer = fetch.Send(place, place.Cap, TimeSpan.FromMilliseconds(500));
        Assert.Equal("no whole answer after 0.5 seconds", answer.Refusal);
        Assert.True(answer.Bytes.IsEmpty);
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
            if (kind is "trickling")
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"), end);
            }

            while (true)
            {
                await Task.Delay(50, end);
                if (kind is not "silent")
                {
                    await stream.WriteAsync(new byte[] { (byte)'a' }, end);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // the other side hung up, or the test is over
        }
    }
}
