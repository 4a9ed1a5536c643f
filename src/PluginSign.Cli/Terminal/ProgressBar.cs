using System.Runtime.InteropServices;
using Spectre.Console;

namespace PluginSign.Cli.Terminal;

/// <summary>How far the reading of a large file is. It disappears when it is done.</summary>
internal sealed class ProgressBar(ProgressTask task) : IProgress<long>
{
    private const string ShowCursor = "\u001b[?25h";

    public static T Around<T>(Surroundings surroundings, string path, long length, Func<IProgress<long>?, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Detect,
            ColorSystem = surroundings.ColourOnError ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(surroundings.Error),
        });

        // Whoever interrupts gets the cursor back; the signal then ends the process as ever.
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => surroundings.Error.Write(ShowCursor));
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => surroundings.Error.Write(ShowCursor));
        string label = Markup.Escape(Printable.Of(Path.GetFileName(path)));
        return new Spectre.Console.Progress(console)
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new RemainingTimeColumn())
            .Start(shown => work(new ProgressBar(shown.AddTask(label, maxValue: length))));
    }

    public void Report(long value) => task.Value = value;
}
