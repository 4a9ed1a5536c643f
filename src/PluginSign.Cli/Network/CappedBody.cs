namespace PluginSign.Cli.Network;

/// <summary>Reads an answer's body, with a cap in bytes and an end in time.</summary>
internal static class CappedBody
{
    /// <summary>The bytes; null when there are more than <paramref name="cap"/>.</summary>
    /// <exception cref="OperationCanceledException">The clock ran out.</exception>
    public static byte[]? Read(HttpResponseMessage response, int cap, CancellationToken clock)
    {
        using Stream body = response.Content.ReadAsStream(clock);
        using CancellationTokenRegistration hangUp = clock.Register(response.Dispose); // a stream that trickles ends with the clock
        using MemoryStream bytes = new();
        byte[] buffer = new byte[16 * 1024];
        int read;
        while ((read = Read(body, buffer, clock)) > 0)
        {
            if (bytes.Length + read > cap)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static int Read(Stream body, byte[] buffer, CancellationToken clock)
    {
        try
        {
            return body.Read(buffer);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException && clock.IsCancellationRequested)
        {
            throw new OperationCanceledException("the clock ran out", e, clock);
        }
    }
}
