namespace PluginSign.Certificates;

/// <summary>What a certificate is in a path.</summary>
internal enum PathRole
{
    None = 0,
    EndEntity = 1,
    Intermediate = 2,
    Anchor = 3,
}
