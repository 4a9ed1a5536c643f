using System.CommandLine;

namespace PluginSign.Cli.Options;

/// <summary>The <c>FILE...</c> of a command. None is a mistake: doing nothing is no success.</summary>
internal sealed class PluginArguments
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "plugin files", Arity = ArgumentArity.ZeroOrMore };

    public PluginArguments(Command command) => command.Add(_files);

    public string[] Read(ParseResult parsed)
    {
        string[] files = parsed.GetValue(_files) ?? [];
        return files.Length > 0 && files.All(static f => f.Length > 0)
            ? files
            : throw new UsageException("it takes one plugin FILE or more", files.Length == 0 ? "no file" : string.Empty);
    }
}
