using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using PluginSign.Certificates;
using PluginSign.Findings;

namespace PluginSign.Tests.Certificates;

/// <summary>Validates in one line, and asks .NET's chain for a second opinion.</summary>
internal static class Judging
{
    public static PathRequirements CodeSigning { get; } = new() { Purpose = CertificatePurpose.CodeSigning };

    public static PathRequirements TimeStamping { get; } = new() { Purpose = CertificatePurpose.TimeStamping };

    public static PathRequirements Any { get; } = new() { Purpose = CertificatePurpose.Any };

    public static PathValidation Validate(
        IssuedCertificate endEntity,
        IEnumerable<IssuedCertificate> anchors,
        IEnumerable<IssuedCertificate> offered,
        PathRequirements? requirements = null,
        DateTimeOffset? time = null)
        => new PathValidator(anchors.Select(static a => a.Certificate), [])
            .ValidateAllowingRevoked(endEntity.Certificate, [.. offered.Select(static o => o.Certificate)], time ?? TestPki.ValidationTime, requirements ?? CodeSigning);

    /// <summary>A signer of this world, offered with its intermediate, judged by this world's root.</summary>
    public static PathValidation Validate(this TestPki pki, IssuedCertificate endEntity, PathRequirements? requirements = null)
        => Validate(endEntity, [pki.Root], [pki.Intermediate], requirements);

    public static CertificationPath AssertPasses(this PathValidation validation)
    {
        Assert.True(validation.Answer.TryGetValue(out CertificationPath? path), Text(validation.Answer.Findings));
        Assert.Equal(path!.Certificates, validation.Considered);
        return path;
    }

    /// <summary>Refused, and the errors are exactly these codes. Every error says what was expected, what was there and what to do.</summary>
    public static Finding AssertRefuses(this PathValidation validation, params FindingCode[] codes)
    {
        Assert.False(validation.Answer.TryGetValue(out _));
        ImmutableArray<Finding> errors = [.. validation.Answer.Findings.Where(static f => f.Severity == Severity.Error)];
        Assert.True(codes.SequenceEqual(errors.Select(static e => e.Code)), Text(validation.Answer.Findings));
        Assert.All(errors, static e =>
        {
            Assert.False(string.IsNullOrEmpty(e.Expected));
            Assert.False(string.IsNullOrEmpty(e.Actual));
            Assert.False(string.IsNullOrEmpty(e.Hint));
            Assert.True(char.IsLower(e.Message[0]) || e.Message[0] == '`', e.Message);
            Assert.False(e.Message.EndsWith('.'), e.Message);
        });
        Assert.False(validation.Considered.IsEmpty);
        return errors[0];
    }

    /// <summary>What .NET's chain says, with the code-signing purpose.</summary>
    public static bool PlatformAccepts(IssuedCertificate endEntity, IEnumerable<IssuedCertificate> anchors, IEnumerable<IssuedCertificate> offered)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = TestPki.ValidationTime.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(CertificateTemplate.CodeSigning));
        chain.ChainPolicy.CustomTrustStore.AddRange(anchors.Select(static a => a.ToX509()).ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(offered.Select(static o => o.ToX509()).ToArray());
        return chain.Build(endEntity.ToX509());
    }

    public static string Text(ImmutableArray<Finding> findings)
        => string.Join('\n', findings.Select(static f => $"{f.Severity} {f.Code} {f.Message} | expected {f.Expected} | actual {f.Actual}"));
}
