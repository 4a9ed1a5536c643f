namespace PluginSign.Cli.Tests.Scripts;

/// <summary>Runs every script of the folder Scripts; what a line means stands in <see cref="ScriptRun"/>.</summary>
/// <remarks>One class, so one after the other: scripts run the command in this process, and a process has one current directory.</remarks>
public sealed class ScriptTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Scripts");

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.txt").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Script(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Folder, name + ".txt"));
        string before = Directory.GetCurrentDirectory();
        DirectoryInfo directory = Directory.CreateTempSubdirectory("pluginsign-script-");
        try
        {
            Directory.SetCurrentDirectory(directory.FullName);
            using ScriptRun run = new();
            for (int i = 0; i < lines.Length; i++)
            {
                run.Line(i + 1, lines[i]);
            }

            run.End();
            Assert.True(run.Commands > 0, "a script that runs nothing tests nothing");
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            directory.Delete(recursive: true);
        }
    }
}
