namespace PluginSign.Certificates;

/// <summary>The choices of a GeneralName (RFC 5280, 4.2.1.6): the context tag plus one, so that 0 is none of them.</summary>
internal enum GeneralNameKind
{
    None = 0,
    Other = 1,
    Email = 2,
    Dns = 3,
    X400 = 4,
    Directory = 5,
    EdiParty = 6,
    Uri = 7,
    IpAddress = 8,
    RegisteredId = 9,
}
