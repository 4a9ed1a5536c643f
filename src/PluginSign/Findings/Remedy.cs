namespace PluginSign.Findings;

/// <summary>
/// What a program around the library can offer against a finding, beside the words of <see cref="Finding.Hint"/>: the library names no command and no option, so a command
/// words these with its own.
/// </summary>
public enum Remedy
{
    /// <summary>The hint says all.</summary>
    None = 0,

    /// <summary>Trust another directory as a root.</summary>
    TrustRoot,

    /// <summary>Allow symbolic links that stay inside the root.</summary>
    AllowLinksWithinRoot,

    /// <summary>Trust the directory that a link leads to.</summary>
    TrustLinkTarget,

    /// <summary>Allow another owner: <see cref="FindingValues.Owner"/>.</summary>
    AllowOwner,

    /// <summary>Show what is searched.</summary>
    ShowCandidates,

    /// <summary>Sign the plugin.</summary>
    Sign,

    /// <summary>Sign again in the place of the signature that is there.</summary>
    Replace,

    /// <summary>Add a signer to a signature.</summary>
    AddSigner,

    /// <summary>Give the certificate that belongs to a key.</summary>
    GiveCertificate,

    /// <summary>Give an intermediate certificate.</summary>
    GiveIntermediate,

    /// <summary>Give a CRL or an OCSP response.</summary>
    GiveRevocation,

    /// <summary>Allow signers of a development CA.</summary>
    AllowDevelopmentCa,

    /// <summary>Trust a CA for timestamps.</summary>
    TrustTimestampAuthority,

    /// <summary>Get another timestamp.</summary>
    Stamp,

    /// <summary>Make a request for a timestamp.</summary>
    RequestStamp,

    /// <summary>Ask the timestamp authority with another digest.</summary>
    StampOtherwise,

    /// <summary>Renew timestamps in time.</summary>
    RenewStamps,

    /// <summary>Gather an evidence pack again.</summary>
    GatherPack,

    /// <summary>Show what the binary holds.</summary>
    Inspect,

    /// <summary>Take the fingerprints of a Go host again.</summary>
    LockGoHost,
}
