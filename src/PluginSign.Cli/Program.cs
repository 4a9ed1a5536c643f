namespace PluginSign.Cli;

internal static class Program
{
    private static int Main(string[] arguments) => (int)CommandLine.Run(arguments, Surroundings.OfThisProcess());
}
