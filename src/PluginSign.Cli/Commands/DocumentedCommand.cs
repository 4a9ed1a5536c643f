using System.CommandLine;

namespace PluginSign.Cli.Commands;

/// <summary>A command with one example that works as it stands; help and usage mistakes show it.</summary>
internal class DocumentedCommand(string name, string description, string example) : Command(name, description)
{
    public string Example { get; } = example;
}
