namespace PluginSign.Cli.Commands;

/// <summary>One timestamp that was added.</summary>
/// <param name="Signer">Whose signature it is on.</param>
/// <param name="Time">The time that it says.</param>
/// <param name="Authority">Who made it; absent when the authority was not judged.</param>
/// <param name="Policy">The authority's policy, as dotted identifier.</param>
internal sealed record StampEntry(string Signer, string Time, string? Authority, string Policy);
