using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PluginSign.Cli.Tests.Network;

/// <summary>A web server on the loopback interface that answers what a test tells it to, and remembers who was asked.</summary>
internal sealed class OnlineServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, Action<HttpListenerContext>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _hits = new();
    private readonly Task _serving;

    public OnlineServer()
    {
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _serving = Task.Run(Serve);
    }

    public string Url { get; }

    /// <summary>Every request so far: method and path.</summary>
    public IReadOnlyList<string> Hits => [.. _hits];

    public void Say(string path, byte[] body) => Say(path, exchange => exchange.Response.Close(body, willBlock: true));

    public void Say(string path, Action<HttpListenerContext> answer) => _answers[path] = answer;

    /// <summary>Nobody is there any more.</summary>
    public void Dispose()
    {
        if (_listener.IsListening)
        {
            _listener.Stop();
            _serving.Wait(TimeSpan.FromSeconds(5));
            _listener.Close();
        }
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                HttpListenerContext exchange = _listener.GetContext();
                string path = exchange.Request.Url!.AbsolutePath;
                _hits.Enqueue($"{exchange.Request.HttpMethod} {path}");
                if (_answers.TryGetValue(path, out Action<HttpListenerContext>? answer))
                {
                    answer(exchange);
                }
                else
                {
                    exchange.Response.StatusCode = 404;
                    exchange.Response.Close();
                }
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // stopped
        }
    }
}
