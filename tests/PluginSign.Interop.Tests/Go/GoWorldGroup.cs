namespace PluginSign.Interop.Tests.Go;

/// <summary>The tests that share one <see cref="GoWorld"/>: building it takes minutes.</summary>
[CollectionDefinition(Name)]
public sealed class GoWorldGroup : ICollectionFixture<GoWorld>
{
    public const string Name = "Go";
}
