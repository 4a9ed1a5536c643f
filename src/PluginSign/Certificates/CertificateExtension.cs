namespace PluginSign.Certificates;

/// <summary>One extension as it stands in a certificate (RFC 5280, 4.2).</summary>
/// <param name="Oid">The extension's identifier.</param>
/// <param name="IsCritical">A certificate with a critical extension that is not understood must be refused.</param>
/// <param name="Value">The DER inside the octet string.</param>
internal sealed record CertificateExtension(string Oid, bool IsCritical, ReadOnlyMemory<byte> Value);
