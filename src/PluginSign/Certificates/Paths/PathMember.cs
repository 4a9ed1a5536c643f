namespace PluginSign.Certificates;

/// <summary>A certificate in its role, as the checks judge it and as findings name it.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Role">What it is in the path.</param>
/// <param name="IsAmbiguous">Whether another certificate at hand has the same subject, so that the name alone does not tell which one is meant.</param>
internal readonly record struct PathMember(Certificate Certificate, PathRole Role, bool IsAmbiguous)
{
    public override string ToString()
    {
        string role = Role switch
        {
            PathRole.EndEntity => "the signer's certificate",
            PathRole.Intermediate => "the intermediate",
            PathRole.Anchor => "the trust anchor",
            PathRole.None => "the certificate",
        };
        string mark = IsAmbiguous ? $" (sha256 {Certificate.Fingerprint[..16]})" : string.Empty;
        return $"{role} `{Certificate.Subject}`{mark}";
    }
}

/// <summary>What a certificate is in a path.</summary>
internal enum PathRole
{
    None = 0,
    EndEntity = 1,
    Intermediate = 2,
    Anchor = 3,
}
