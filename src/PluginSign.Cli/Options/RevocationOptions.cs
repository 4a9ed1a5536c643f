using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Cli.Storage;
using PluginSign.Findings;

namespace PluginSign.Cli.Options;

/// <summary>Revocation as <c>verify</c>, <c>stage</c> and <c>chain</c> share it: what is known, what is asked of it, and which certificates the host denies itself.</summary>
internal sealed class RevocationOptions
{
    private readonly Option<string[]> _crls = new("--crl") { Description = "CRLs, PEM or DER; may be given again", HelpName = "FILE" };

    private readonly Option<string[]> _responses = new("--ocsp") { Description = "an OCSP response, DER; may be given again", HelpName = "FILE" };

    private readonly Option<string> _mode = new("--revocation")
    {
        Description = "if-available (default): a revoked certificate refuses, unknown is a warning; require: unknown and stale are no answer (exit 3)",
        HelpName = "require|if-available|off",
    };

    private readonly Option<string[]> _denied = new("--deny") { Description = "a certificate that is trusted for nothing, by its fingerprint; may be given again", HelpName = "FINGERPRINT" };

    private readonly Option<string[]> _deniedCertificates = new("--deny-certificate") { Description = "certificates, PEM or DER, that are trusted for nothing, and their keys with them; may be given again", HelpName = "FILE" };

    private readonly Option<string[]> _deniedFiles = new("--deny-list") { Description = "a file of such fingerprints, one a line; # begins a comment; may be given again", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="filesAlone">Only what is known: for a command that judges nothing.</param>
    public RevocationOptions(Command command, bool filesAlone = false)
    {
        command.Add(_crls);
        command.Add(_responses);
        if (filesAlone)
        {
            return;
        }

        _mode.CompletionSources.Add("require", "if-available", "off");
        command.Add(_mode);
        command.Add(_denied);
        command.Add(_deniedCertificates);
        command.Add(_deniedFiles);
    }

    public RevocationMode Mode(ParseResult parsed)
    {
        RevocationMode mode = parsed.GetValue(_mode) switch
        {
            null or "if-available" => RevocationMode.AllowUnknown,
            "require" => RevocationMode.Require,
            "off" => RevocationMode.AllowRevoked,
            string other => throw new UsageException("--revocation takes require, if-available or off", other, with: "--revocation require"),
        };
        Option? idle = ((Option[])[_crls, _responses]).FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false });
        return mode == RevocationMode.AllowRevoked && idle is not null
            ? throw new UsageException($"{idle.Name} gives revocation information, and --revocation off looks at none", "both", with: "--revocation if-available")
            : mode;
    }

    /// <summary>What the files say.</summary>
    public RevocationInformation Information(ParseResult parsed)
    {
        ImmutableArray<CertificateRevocationList> lists = [.. (parsed.GetValue(_crls) ?? []).SelectMany(p => ReadLists(p))];
        ImmutableArray<OcspResponse> responses = [.. (parsed.GetValue(_responses) ?? []).Select(ReadResponse)];
        if (lists.Length > Limits.Crls || responses.Length > Limits.OcspResponses)
        {
            throw new UsageException($"at most {Limits.Crls} CRLs and {Limits.OcspResponses} OCSP responses are held at once", $"{lists.Length} CRLs, {responses.Length} responses");
        }

        return new RevocationInformation(lists, responses);
    }

    /// <summary>The fingerprints of <c>--deny</c> and of the files of <c>--deny-list</c>.</summary>
    public ImmutableArray<DeniedCertificate> Denied(ParseResult parsed)
    {
        IEnumerable<CertificateFingerprint> given = (parsed.GetValue(_denied) ?? []).Select(f => Fingerprint.Read(_denied.Name, f));
        IEnumerable<CertificateFingerprint> listed = (parsed.GetValue(_deniedFiles) ?? []).SelectMany(ReadDenied);
        return [.. given.Concat(listed).Select(static f => new DeniedCertificate(f)), .. TrustOptions.Read(_deniedCertificates, parsed).Select(static c => new DeniedCertificate(c))];
    }

    private ImmutableArray<CertificateRevocationList> ReadLists(string path)
    {
        Answer<CrlBundle> read = CrlBundle.Read(InputFile.Read(_crls.Name, path, Limits.CrlBytes));
        return read.TryGetValue(out CrlBundle? bundle)
            ? bundle.Lists
            : throw new UsageException("--crl takes a FILE of CRLs, PEM or DER", FindingText.Found(path, read.Findings));
    }

    private OcspResponse ReadResponse(string path)
    {
        Answer<OcspResponse> read = OcspResponse.Read(InputFile.Read(_responses.Name, path, Limits.OcspResponseBytes));
        return read.TryGetValue(out OcspResponse? response)
            ? response
            : throw new UsageException("--ocsp takes a FILE with an OCSP response in DER", FindingText.Found(path, read.Findings));
    }

    // A line that is no fingerprint must not be passed over: it was meant to deny something.
    private IEnumerable<CertificateFingerprint> ReadDenied(string path)
    {
        foreach (string fingerprint in ListFile.Entries(_deniedFiles.Name, path, "fingerprint", DenyListBytes))
        {
            yield return Fingerprint.Read(_deniedFiles.Name, fingerprint);
        }
    }

    private const int DenyListBytes = 4 * 1024 * 1024;
}
