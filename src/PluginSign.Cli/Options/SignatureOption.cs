using System.CommandLine;

namespace PluginSign.Cli.Options;

/// <summary>Reads <c>--signature</c>: one signature belongs to one file.</summary>
internal static class SignatureOption
{
    public static string? Read(Option<string> option, ParseResult parsed, string[] files) => parsed.GetValue(option) switch
    {
        null => null,
        "" => throw new UsageException($"{option.Name} takes FILE", string.Empty),
        _ when files.Length > 1 => throw new UsageException($"{option.Name} takes the signature FILE of one plugin", $"{files.Length} plugins"),
        string path => path,
    };
}
