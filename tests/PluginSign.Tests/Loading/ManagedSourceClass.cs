namespace PluginSign.Tests.Loading;

internal sealed record ManagedSourceClass(string Path, Type Type);
