namespace PluginSign.Tests;

/// <summary>An extension as it is to stand in a certificate: any identifier, any bytes.</summary>
internal sealed record TestExtension(string Oid, bool Critical, byte[] Value);
