using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PluginSign.Cli.Tests.Network;

/// <summary>A server on loopback that never comes to an end: it says nothing, or goes on and on, or hangs up in the middle.</summary>
internal static class SlowServer
{
    /// <summary>Serves one client.</summary>
    /// <param name="port">Told where it listens.</param>
    /// <param name="opening">What it says at once; null: nothing.</param>
    /// <param name="then">What it does afterwards.</param>
    /// <param name="end">Ends it.</param>
    public static async Task Serve(TaskCompletionSource<int> port, string? opening, SlowServerEnd then, CancellationToken end)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        port.SetResult(((IPEndPoint)listener.LocalEndpoint).Port);
        try
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(end);
            await using NetworkStream stream = client.GetStream();
            if (opening is not null)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(opening), end);
            }

            while (then != SlowServerEnd.HangsUp)
            {
                await Task.Delay(50, end);
                if (then == SlowServerEnd.Trickles)
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

/// <summary>How a slow server goes on after what it said first.</summary>
internal enum SlowServerEnd
{
    /// <summary>It says nothing more and keeps the line.</summary>
    Waits = 0,

    /// <summary>A byte now and then, without end.</summary>
    Trickles = 1,

    /// <summary>A few bytes, and the line is cut.</summary>
    HangsUp = 2,
}
