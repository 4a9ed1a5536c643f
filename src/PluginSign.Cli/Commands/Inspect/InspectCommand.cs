using System.CommandLine;
using PluginSign.Binaries;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Storage;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;

namespace PluginSign.Cli.Commands.Inspect;

/// <summary><c>pluginsign inspect</c>: what is this file, and what would a loader see in it? Nothing is loaded, nothing is trusted.</summary>
internal sealed class InspectCommand : DocumentedCommand
{
    private readonly Argument<string[]> _file = new("FILE") { Description = "a binary: ELF, PE, Mach-O, WebAssembly, .NET, Go", Arity = ArgumentArity.ZeroOrMore };

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public InspectCommand(Surroundings surroundings)
        : base("inspect", "shows what a loader would see in a binary; loads nothing and trusts nothing: exit 0, also for risky files, 1 for damaged ones", "pluginsign inspect greeter.so")
    {
        _surroundings = surroundings;
        Add(_file);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        bool quiet = _output.IsQuiet(parsed);
        string path = parsed.GetValue(_file) is [{ Length: > 0 } only] ? only : throw new UsageException("it takes one FILE");
        InspectAnswer answer;
        try
        {
            answer = Inspect(path);
        }
        catch (UnavailableException e) when (json)
        {
            JsonReport.Write(_surroundings.Output, InspectDocument.NotEvaluated(path, e));
            throw;
        }

        if (json)
        {
            JsonReport.Write(_surroundings.Output, InspectDocument.Of(answer));
        }
        else if (!quiet || answer.Facts is null)
        {
            new InspectText(quiet ? Ink.OnError(_surroundings) : Ink.OnOutput(_surroundings)).Write(answer);
        }

        return answer.Facts is null ? ExitCode.Refused : ExitCode.Done;
    }

    private static InspectAnswer Inspect(string path)
    {
        using BinaryFile file = BinaryFile.Open("FILE", path);
        Answer<BinaryFacts> read = file.Read();
        return new InspectAnswer(path, file.Size, file.Sha256, read.TryGetValue(out BinaryFacts? facts) ? facts : null, read.Findings);
    }
}
