namespace PluginSign.Certificates;

/// <summary>The visible mark of a development CA, whose private keys lie about on developers' machines.</summary>
public static class DevelopmentMark
{
    /// <summary>The subject attribute OU that marks a certificate: exactly this text.</summary>
    public const string OrganizationalUnit = "DEVELOPMENT ONLY - not for production";

    internal static bool IsOn(DistinguishedName subject) => subject.Attributes.Any(
        static a => a.Oid is CertificateOids.OrganizationalUnit && string.Equals(a.Text, OrganizationalUnit, StringComparison.Ordinal));
}
