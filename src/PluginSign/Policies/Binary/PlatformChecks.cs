using System.Collections.Immutable;
using PluginSign.Binaries;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>Is the binary made for this host at all?</summary>
internal static class PlatformChecks
{
    private const string Rebuild = "build the plugin for this host, or get the publisher's build for it";

    public static IEnumerable<Finding> Judge(BinaryRequirements required, BinaryFacts facts)
    {
        if (!required.Formats.IsDefaultOrEmpty && !required.Formats.Contains(facts.Format))
        {
            yield return Finding.Error(FindingCode.BinaryFormatUnexpected, "the file is of another format", List(required.Formats.Select(static f => f.Name())), facts.Format.Name());
        }

        if (!required.Kinds.IsDefaultOrEmpty && !required.Kinds.Contains(facts.Kind))
        {
            yield return Finding.Error(FindingCode.BinaryKindUnexpected, "the file is made for another loader", List(required.Kinds.Select(static k => k.Name())), facts.Kind.Name());
        }

        if (!Fits(required.OperatingSystems, facts.OperatingSystem))
        {
            yield return Finding.Error(FindingCode.OperatingSystemUnexpected, "the file is made for another operating system", List(required.OperatingSystems), facts.OperatingSystem);
        }

        if (!Fits(required.Architectures, facts.Architecture))
        {
            yield return Finding.Error(FindingCode.ArchitectureUnexpected, "the file is made for another architecture", List(required.Architectures), facts.Architecture);
        }
    }

    private static bool Fits(ImmutableArray<string> wanted, string actual)
        => wanted.IsDefaultOrEmpty || actual is "any" || wanted.Contains(actual, StringComparer.Ordinal);

    private static string List(IEnumerable<string> words) => string.Join(" or ", words);
}
