using BenchmarkDotNet.Running;
using PluginSign.Benchmarks.Processes;

if (args is ["processes", string pluginsign, string folder])
{
    ProcessComparison.Run(pluginsign, folder);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(ProcessComparison).Assembly).Run(args);
