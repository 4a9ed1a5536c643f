using System.Collections.Immutable;
using System.Formats.Asn1;
using PluginSign.Certificates.Revocation;

namespace PluginSign.Tests;

/// <summary>One certificate of a CRL.</summary>
internal sealed record CrlLine(byte[] Serial, DateTimeOffset At, RevocationReason? Reason, ImmutableArray<TestExtension> Extensions)
{
    public void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(Serial);
            writer.WriteUtcTime(At);
            TestExtension[] all = [.. Reason is { } reason ? [new TestExtension("2.5.29.21", false, [0x0A, 0x01, (byte)reason])] : Array.Empty<TestExtension>(), .. Extensions];
            if (all.Length > 0)
            {
                TestExtension.WriteAll(writer, all);
            }
        }
    }
}
