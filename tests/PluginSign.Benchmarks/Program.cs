using BenchmarkDotNet.Running;
using PluginSign.Benchmarks.Processes;

if (args is ["processes", string pluginsign, string folder])
{
    ProcessComparison.Run(pluginsign, folder);
    return;
}

if (args is ["many", string command, .. string[] before])
{
    ManyFiles.Run(command, before.FirstOrDefault());
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(ProcessComparison).Assembly).Run(args);
