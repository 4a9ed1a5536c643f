namespace PluginSign.Interop.Tests.Pkcs11;

/// <summary>SoftHSM's configuration is the process' one environment variable: tests of it run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OneTokenAtATime
{
    public const string Name = "tokens";
}
