namespace PluginSign.Files;

/// <summary>One place to look at, before anybody has looked.</summary>
/// <param name="Path">As it is shown.</param>
/// <param name="Origin">What named it.</param>
/// <param name="Root">The root below which it lies by its template; null when that is yet to be seen.</param>
/// <param name="Below">The path below <paramref name="Root"/>, or the whole path.</param>
internal sealed record SearchPlace(string Path, string Origin, TrustedRoot? Root, string Below);
