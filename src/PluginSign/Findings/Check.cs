namespace PluginSign.Findings;

/// <summary>The steps of a verification, in their order. <c>default</c> is no step at all.</summary>
public enum Check
{
    /// <summary>No check: a finding of this kind always refuses.</summary>
    None = 0,

    /// <summary>Where the file lies and whether it can be opened and held still.</summary>
    Path = 1,

    /// <summary>CMS SignedData (RFC 5652) over exactly these bytes.</summary>
    Signature = 2,

    /// <summary>The signer's certification path to the host CA (RFC 5280) and the code-signing profile.</summary>
    Chain = 3,

    /// <summary>What the host asked for on top: expected signers, development certificates.</summary>
    Policy = 4,

    /// <summary>What the binary is: its format read strictly, what a loader would see.</summary>
    Binary = 5,

    /// <summary>The names that the host requires or forbids.</summary>
    Symbols = 6,

    /// <summary>The timestamps of a signature (RFC 3161): do they prove when it existed?</summary>
    Timestamp = 9,

    /// <summary>Bringing verified bytes into the process; no part of a verification.</summary>
    Load = 7,

    /// <summary>Whether a certificate of the path is revoked (RFC 5280, 6.3; RFC 6960).</summary>
    Revocation = 10,
}

/// <summary>What became of one <see cref="Check"/>. Nothing checked is not a pass: the value 0 is <see cref="NotEvaluated"/>.</summary>
public enum CheckResult
{
    /// <summary>The check's input was missing, so it says nothing.</summary>
    NotEvaluated = 0,

    /// <summary>The check says no.</summary>
    Refused = 1,

    /// <summary>The check could not be completed.</summary>
    Indeterminate = 2,

    /// <summary>The check ran to its end and found no error.</summary>
    Passed = 3,
}
