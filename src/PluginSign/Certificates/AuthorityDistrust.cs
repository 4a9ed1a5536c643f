namespace PluginSign.Certificates;

/// <summary>A CA whose word counts for signatures up to a time and no longer: how a host retires its old CA while what it signed stays good.</summary>
/// <remarks>
/// It is compared with the validation time. Where a trusted timestamp proves when a signature was made, that is the time to validate for; without one
/// only the present is sure, and after <paramref name="After"/> the CA counts for nothing.
/// </remarks>
/// <param name="Fingerprint">SHA-256 of the CA's DER certificate in hex, an anchor's or an intermediate's.</param>
/// <param name="After">The last instant at which it is trusted.</param>
public sealed record AuthorityDistrust(string Fingerprint, DateTimeOffset After);
