using PluginSign.Binaries;
using PluginSign.Binaries.Go;
using PluginSign.Findings;

namespace PluginSign.Policies;

/// <summary>Compares how a Go binary was built with what the host requires.</summary>
internal static class GoChecks
{
    private const string Rebuild = "build the plugin with the toolchain and the flags that the host was built with";

    public static IEnumerable<Finding> Judge(GoRequirements required, BinaryFacts facts)
    {
        if (facts.Go is not { } go)
        {
            yield return Finding.Error(FindingCode.GoVersionUnexpected, "the file is not a Go binary", required.Version ?? "a Go binary", null);
            yield break;
        }

        if (required.Version is { } version && !string.Equals(version, go.Version, StringComparison.Ordinal))
        {
            yield return Finding.Error(
                FindingCode.GoVersionUnexpected, "the plugin was built with another Go: loading it may kill the host", version, go.Version is null ? "the plugin does not tell" : ShownNames.Of(go.Version));
        }

        if (required.CgoEnabled is { } cgo && Differs("CGO_ENABLED", cgo ? "1" : "0", go) is { } byCgo)
        {
            yield return byCgo;
        }

        if (required.Race is { } race && FlagDiffers("-race", race, go) is { } byRace)
        {
            yield return byRace;
        }

        if (required.TrimPath is { } trim && FlagDiffers("-trimpath", trim, go) is { } byTrim)
        {
            yield return byTrim;
        }

        if (required.Tags is { } tags && TagsDiffer([.. tags.IsDefault ? [] : tags], go) is { } byTags)
        {
            yield return byTags;
        }

        if (required.GoAmd64 is { } level && Differs("GOAMD64", level, go) is { } byLevel)
        {
            yield return byLevel;
        }
    }

    private static Finding? Differs(string key, string wanted, GoFacts go)
    {
        string? actual = go.Setting(key);
        return string.Equals(wanted, actual, StringComparison.Ordinal) ? null : Wrong(key, wanted, actual);
    }

    // A flag that was not given is not written down; without any settings nothing is known.
    private static Finding? FlagDiffers(string key, bool wanted, GoFacts go)
    {
        string? actual = go.Setting(key) ?? (go.Settings.IsEmpty ? null : "false");
        string expected = wanted ? "true" : "false";
        return string.Equals(expected, actual, StringComparison.Ordinal) ? null : Wrong(key, expected, actual);
    }

    private static Finding? TagsDiffer(string[] wanted, GoFacts go)
    {
        string? text = go.Setting("-tags") ?? (go.Settings.IsEmpty ? null : string.Empty);
        bool isSame = text is not null && text.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        return isSame ? null : Wrong("-tags", wanted.Length == 0 ? "none" : string.Join(',', wanted), text is "" ? "none" : text);
    }

    private static Finding Wrong(string key, string expected, string? actual) => Finding.Error(
        FindingCode.GoSettingUnexpected, $"the plugin was built with another {key}", expected, actual is null ? "the plugin does not tell" : ShownNames.Of(actual));
}
