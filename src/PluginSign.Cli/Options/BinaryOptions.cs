using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Policies;

namespace PluginSign.Cli.Options;

/// <summary>What <c>verify</c> and <c>stage</c> can ask of the binary: names that it must, or must not, export and import.</summary>
internal sealed class BinaryOptions
{
    private readonly Option<string[]> _requiredSymbols = Names("--require-symbol", "a name that the loader must find in the plugin; * matches within a name; may be given again");

    private readonly Option<string[]> _forbiddenSymbols = Names("--forbid-symbol", "a name that the plugin must not export; may be given again");

    private readonly Option<string[]> _requiredImports = Names("--require-import", "a name that the plugin must import, alone or as MODULE.NAME; may be given again");

    private readonly Option<string[]> _forbiddenImports = Names("--forbid-import", "a name that the plugin must not import, alone or as MODULE.NAME; may be given again");

    public BinaryOptions(Command command)
    {
        command.Add(_requiredSymbols);
        command.Add(_forbiddenSymbols);
        command.Add(_requiredImports);
        command.Add(_forbiddenImports);
    }

    /// <summary>Null when nothing is asked for: then the binary is not parsed.</summary>
    public BinaryRequirements? Read(ParseResult parsed)
    {
        BinaryRequirements required = new()
        {
            RequiredSymbols = [.. Read(parsed, _requiredSymbols).Select(static n => new SymbolRequirement(n))],
            ForbiddenSymbols = Read(parsed, _forbiddenSymbols),
            RequiredImports = Read(parsed, _requiredImports),
            ForbiddenImports = Read(parsed, _forbiddenImports),
        };
        return required.RequiredSymbols.Length + required.ForbiddenSymbols.Length + required.RequiredImports.Length + required.ForbiddenImports.Length > 0 ? required : null;
    }

    private static Option<string[]> Names(string name, string description) => new(name) { Description = description, HelpName = "NAME" };

    private static ImmutableArray<string> Read(ParseResult parsed, Option<string[]> option)
    {
        string[] names = parsed.GetValue(option) ?? [];
        try
        {
            return new BinaryRequirements { ForbiddenSymbols = [.. names] }.ForbiddenSymbols; // the library knows what can be a name
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{option.Name} takes a NAME that a plugin can have", e.Message.Split(" (Parameter")[0], with: $"{option.Name} plugin_init");
        }
    }
}
