using System.CommandLine;
using PluginSign.Certificates;

namespace PluginSign.Cli.Commands.Chain;

/// <summary>What a path must satisfy beyond leading to the host CA: an extended key usage, the strict rules, certificate policies.</summary>
internal sealed class PathOptions
{
    private const string AnyPolicy = "2.5.29.32.0";

    private readonly Option<string> _purpose = new("--eku")
    {
        Description = "with --purpose any: an extended key usage that is present must allow this",
        HelpName = "NAME|OID",
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "hold every certificate to RFC 5280's rules for what a CA may issue, too" };

    private readonly Option<string[]> _policies = new("--require-policy")
    {
        Description = "the path must be valid for this certificate policy; may be given again, then one of them",
        HelpName = "OID",
    };

    private readonly Option<bool> _explicit = new("--explicit-policy") { Description = "the path must be valid for some certificate policy" };

    private readonly Option<bool> _noMapping = new("--inhibit-policy-mapping") { Description = "no CA may map certificate policies" };

    private readonly Option<bool> _noAny = new("--inhibit-any-policy") { Description = "anyPolicy in a certificate stands for nothing" };

    public PathOptions(Command command)
    {
        _purpose.CompletionSources.Add([.. PurposeNames.All]);
        command.Add(_purpose);
        command.Add(_strict);
        command.Add(_policies);
        command.Add(_explicit);
        command.Add(_noMapping);
        command.Add(_noAny);
    }

    /// <summary>The requirements with what the options add.</summary>
    /// <exception cref="UsageException">An option has a value that cannot be meant.</exception>
    public PathRequirements Apply(ParseResult parsed, PathRequirements requirements)
    {
        string[] policies = parsed.GetValue(_policies) ?? [];
        return requirements with
        {
            ExtendedKeyUsage = ReadPurpose(parsed, requirements.Purpose),
            Strict = parsed.GetValue(_strict),
            InitialPolicies = policies.Length == 0 || policies.Contains(AnyPolicy, StringComparer.Ordinal) ? null : [.. policies.Select(ReadPolicy)],
            RequireExplicitPolicy = parsed.GetValue(_explicit) || policies.Length > 0,
            InhibitPolicyMapping = parsed.GetValue(_noMapping),
            InhibitAnyPolicy = parsed.GetValue(_noAny),
        };
    }

    private string? ReadPurpose(ParseResult parsed, CertificatePurpose purpose)
    {
        if (parsed.GetValue(_purpose) is not string text)
        {
            return null;
        }

        if (purpose != CertificatePurpose.Any)
        {
            throw new UsageException($"{_purpose.Name} goes with --purpose any: the other purposes bring their own", text, with: $"--purpose any {_purpose.Name} codeSigning");
        }

        return PurposeNames.Find(text) ?? (ObjectIdentifier.IsOne(text)
            ? text
            : throw new UsageException($"{_purpose.Name} takes the NAME of an extended key usage ({string.Join(", ", PurposeNames.All)}) or its OID", text, with: $"--purpose any {_purpose.Name} codeSigning"));
    }

    private string ReadPolicy(string text) => ObjectIdentifier.IsOne(text)
        ? text
        : throw new UsageException($"{_policies.Name} takes the OID of a certificate policy", text, with: $"{_policies.Name} 1.3.6.1.4.1.99999.1");
}
