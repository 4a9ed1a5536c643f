using System.Formats.Asn1;

namespace PluginSign.Tests;

/// <summary>An extension as it is to stand in a certificate or CRL: any identifier, any bytes.</summary>
internal sealed record TestExtension(string Oid, bool Critical, byte[] Value)
{
    /// <summary>Extensions ::= SEQUENCE OF Extension.</summary>
    public static void WriteAll(AsnWriter writer, TestExtension[] extensions)
    {
        using (writer.PushSequence())
        {
            foreach (TestExtension extension in extensions)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(extension.Oid);
                    if (extension.Critical)
                    {
                        writer.WriteBoolean(value: true);
                    }

                    writer.WriteOctetString(extension.Value);
                }
            }
        }
    }
}
