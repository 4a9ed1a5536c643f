using System.Formats.Asn1;

namespace PluginSign.Tests.Certificates;

/// <summary>Extensions of certificate policies, well-formed or not.</summary>
internal static class Policies
{
    public const string Any = "2.5.29.32.0";
    public const string One = "1.3.6.1.4.1.99999.1.1";
    public const string Two = "1.3.6.1.4.1.99999.1.2";
    public const string Three = "1.3.6.1.4.1.99999.1.3";

    public static TestExtension Of(params string[] policies) => Of(critical: false, policies);

    public static TestExtension Of(bool critical, params string[] policies) => new("2.5.29.32", critical, Sequence(writer =>
    {
        foreach (string policy in policies)
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(policy);
            }
        }
    }));

    /// <summary>One policy with one qualifier.</summary>
    public static TestExtension Qualified(string policy, string qualifier, bool critical = false) => new("2.5.29.32", critical, Sequence(writer =>
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(policy);
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(qualifier);
                writer.WriteCharacterString(UniversalTagNumber.IA5String, "https://ca.example.test/cps");
            }
        }
    }));

    public static TestExtension Mappings(params (string Issuer, string Subject)[] pairs) => new("2.5.29.33", true, Sequence(writer =>
    {
        foreach ((string issuer, string subject) in pairs)
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(issuer);
                writer.WriteObjectIdentifier(subject);
            }
        }
    }));

    public static TestExtension Constraints(int? explicitPolicy = null, int? mapping = null, bool critical = true) => new("2.5.29.36", critical, Sequence(writer =>
    {
        if (explicitPolicy is { } e)
        {
            writer.WriteInteger(e, new Asn1Tag(TagClass.ContextSpecific, 0));
        }

        if (mapping is { } m)
        {
            writer.WriteInteger(m, new Asn1Tag(TagClass.ContextSpecific, 1));
        }
    }));

    public static TestExtension InhibitAny(int skip, bool critical = true)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        writer.WriteInteger(skip);
        return new TestExtension("2.5.29.54", critical, writer.Encode());
    }

    private static byte[] Sequence(Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            write(writer);
        }

        return writer.Encode();
    }
}
