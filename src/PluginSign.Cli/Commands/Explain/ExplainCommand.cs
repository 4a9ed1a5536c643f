using System.CommandLine;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Explain;

/// <summary><c>pluginsign explain</c>: what a finding code means and what to do, from the same text as the documents.</summary>
internal sealed class ExplainCommand : DocumentedCommand
{
    private readonly Argument<string[]> _code = new("CODE") { Description = "the code at the end of a finding's line, for example PS2003", Arity = ArgumentArity.ZeroOrMore };

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public ExplainCommand(Surroundings surroundings)
        : base("explain", "says what a finding code means and what to do about it", "pluginsign explain PS2003")
    {
        _surroundings = surroundings;
        Add(_code);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        bool quiet = _output.IsQuiet(parsed);
        string text = parsed.GetValue(_code) is [{ Length: > 0 } only] ? only : throw new UsageException("it takes one CODE");
        if (!FindingCodes.TryRead(text, out FindingCode code))
        {
            throw new UsageException("CODE takes PS and the four digits of a code that there is", text);
        }

        FindingDescriptor descriptor = code.Descriptor();
        if (json)
        {
            JsonReport.Write(_surroundings.Output, ExplainDocument.Of(descriptor));
        }
        else if (!quiet)
        {
            ExplainText.Write(Ink.OnOutput(_surroundings), descriptor);
        }

        return ExitCode.Done;
    }
}
