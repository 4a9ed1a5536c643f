using System.Globalization;
using PluginSign.Fuzz;

// PluginSign.Fuzz TARGET SECONDS [FOLDER [SEED]]: exit 0 when nothing was found, 1 when something was, 2 for a wrong command line.
if (args.Length == 0)
{
    Console.Out.WriteLine(string.Join('\n', FuzzTarget.All.Select(static t => t.Name)));
    return 0;
}

FuzzTarget? target = FuzzTarget.All.FirstOrDefault(t => string.Equals(t.Name, args[0], StringComparison.Ordinal));
if (target is null || args.Length < 2 || !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
{
    Console.Error.WriteLine($"usage: TARGET SECONDS [FOLDER [SEED]]; targets: {string.Join(' ', FuzzTarget.All.Select(static t => t.Name))}");
    return 2;
}

string folder = args.Length > 2 ? args[2] : Path.Combine(Path.GetTempPath(), "pluginsign-fuzz");
Directory.CreateDirectory(folder);
int seed = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : Environment.TickCount;
FuzzRun run = new(target, seed, folder);

// Inputs that were not borne once are tried first.
foreach (string old in Directory.GetFiles(folder, $"{target.Name}-*.bin").Order(StringComparer.Ordinal))
{
    if (run.Try(File.ReadAllBytes(old)) is { } again)
    {
        Console.Error.WriteLine($"{target.Name}: still: {again}");
        return 1;
    }
}

string? fault = run.Run(TimeSpan.FromSeconds(seconds), long.MaxValue);
Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name,-12} {run.Inputs,10} inputs {run.Answers,6} answers  seed {seed}{(run.Inputs == 0 ? "  left out: no seeds on this machine" : string.Empty)}"));
if (fault is not null)
{
    Console.Error.WriteLine($"{target.Name}: {fault}");
}

return fault is null ? 0 : 1;
