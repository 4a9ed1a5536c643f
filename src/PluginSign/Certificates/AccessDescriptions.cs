using System.Formats.Asn1;

namespace PluginSign.Certificates;

/// <summary>The information access extensions (RFC 5280, 4.2.2). Nothing here follows them; the strict rules want them well-formed.</summary>
internal static class AccessDescriptions
{
    /// <summary>What is wrong with the value; null when nothing is.</summary>
    public static string? Fault(ReadOnlyMemory<byte> der)
    {
        try
        {
            AsnReader sequence = DerReading.ReadOnlySequence(der);
            do
            {
                AsnReader description = sequence.ReadSequence();
                description.ReadObjectIdentifier();
                GeneralName.Read(description);
                description.ThrowIfNotEmpty();
            }
            while (sequence.HasData);

            return null;
        }
        catch (AsnContentException e)
        {
            return e.Message;
        }
    }
}
