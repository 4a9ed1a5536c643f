namespace PluginSign.Tests.Loading;

/// <summary>Tests that other tests' descriptors or load would disturb.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
