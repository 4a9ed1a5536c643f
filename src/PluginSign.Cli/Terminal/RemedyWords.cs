using PluginSign.Findings;

namespace PluginSign.Cli.Terminal;

/// <summary>What to do about a finding, in the words of this command: the library's hint names no option, so that a host with other ones can use it.</summary>
internal static class RemedyWords
{
    /// <summary>The words; null when there is nothing to do.</summary>
    public static string? Of(Finding finding) => finding.Remedy switch
    {
        Remedy.None => finding.Hint,
        Remedy.TrustRoot => "move the plugin into a trusted root, or trust its directory with --root",
        Remedy.AllowLinksWithinRoot => "name the file itself, or allow links that stay inside the root with --links within-root",
        Remedy.TrustLinkTarget => "move the file into the root, or trust the directory where it lies with --links DIR",
        Remedy.AllowOwner => $"{finding.Hint}; or trust this user with --owner {ShellWord.Of(finding.Values?.Owner ?? "USER")}",
        Remedy.ShowCandidates => $"{finding.Hint} (pluginsign resolve shows them)",
        Remedy.Sign => $"{finding.Hint} with `pluginsign sign`",
        Remedy.Replace => "nothing needs to be done; to sign anew, use --force instead of --append",
        Remedy.AddSigner => $"{finding.Hint}: pluginsign sign --append",
        Remedy.GiveCertificate => "give the certificate with --certificate, or store the public key beside the private one",
        Remedy.GiveIntermediate => "ask the authority for its certificate and give it with --intermediates, or get another timestamp",
        Remedy.GiveRevocation => "give the CA's current CRL with --crl, or an OCSP response with --ocsp",
        Remedy.AllowDevelopmentCa => "sign with a certificate of the host CA; on a developer's machine, allow it with --allow-development-ca",
        Remedy.TrustTimestampAuthority => "name the CA that the timestamps must come from with --tsa-ca",
        Remedy.Stamp => $"{finding.Hint}: pluginsign timestamp FILE.p7s --url URL",
        Remedy.RequestStamp => $"{finding.Hint}: pluginsign timestamp FILE.p7s --request-out FILE.tsq",
        Remedy.StampOtherwise => "ask the authority why; it may want another digest (--digest) or an account",
        Remedy.RenewStamps => "timestamps must be renewed before their authority expires (pluginsign timestamp --renew); get the plugin signed again",
        Remedy.GatherPack => $"{finding.Hint}: pluginsign evidence pack",
        Remedy.Inspect => $"{finding.Hint}: pluginsign inspect FILE",
        Remedy.LockGoHost => $"{finding.Hint}: pluginsign go-check --host HOST --lock FILE",
    };
}
