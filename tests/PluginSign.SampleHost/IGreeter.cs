namespace PluginSign.SampleHost;

/// <summary>What this host's managed plugins are to it.</summary>
public interface IGreeter
{
    public string Greet(int times);
}
