namespace PluginSign.Certificates;

/// <summary>One pair of a policy mappings extension (RFC 5280, 4.2.1.5): what the issuer calls one, the subject calls the other.</summary>
internal readonly record struct PolicyMapping(string IssuerDomainPolicy, string SubjectDomainPolicy);
