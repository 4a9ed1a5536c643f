namespace PluginSign.Cli.Network;

/// <summary>What a CRL or OCSP response is worth for a path.</summary>
internal enum RevocationWorth
{
    /// <summary>Nothing: it cannot be believed, or does not speak about the path.</summary>
    None,

    /// <summary>It is out of date. Better than nothing: what it says is revoked stays so.</summary>
    Stale,

    /// <summary>It counts.</summary>
    Current,
}
