namespace PluginSign.Certificates;

/// <summary>Whether an extension must be critical, or must not.</summary>
/// <param name="Critical">True: MUST be critical; false: MUST be non-critical.</param>
/// <param name="Name">What a person calls the extension.</param>
/// <param name="Section">Where RFC 5280 says so.</param>
internal sealed record CriticalityRule(bool Critical, string Name, string Section);
