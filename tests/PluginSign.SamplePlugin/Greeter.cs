using PluginSign.SampleHost;

namespace Sample;

/// <summary>The plugin of the sample host.</summary>
public sealed class Greeter : IGreeter
{
    public string Greet(int times) => string.Join(' ', Enumerable.Repeat("hello", times));
}
