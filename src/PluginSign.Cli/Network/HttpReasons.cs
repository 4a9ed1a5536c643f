namespace PluginSign.Cli.Network;

/// <summary>Why an exchange failed, in plain words.</summary>
internal static class HttpReasons
{
    public static string Of(Exception e) => e is HttpRequestException http
        ? http.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "the host's name is not known",
            HttpRequestError.ConnectionError => "no connection",
            HttpRequestError.SecureConnectionError => "no secure connection: the service's TLS certificate was not accepted",
            _ => "the exchange was broken off",
        }
        : "the exchange was broken off";
}
