namespace PluginSign.Findings.Descriptors;

/// <summary>6xxx: the policy.</summary>
internal static class PolicyFindings
{
    public static FindingDescriptor[] All { get; } =
    [
        new(FindingCode.UnexpectedSigner, Check.Policy, Severity.Error)
        {
            Meaning = "None of the expected signers has signed.",
            Hint = "get the plugin from the expected publisher, or expect this signer as well",
        },
        new(FindingCode.NothingChecked, Check.Policy, Severity.Error)
        {
            Meaning = "Nothing was checked, so nothing can be trusted.",
            Hint = "give what is missing: the content, its signature, and what else was asked for",
        },
        new(FindingCode.PostQuantumRequired, Check.Policy, Severity.Error)
        {
            Meaning = "A trusted post-quantum signer or a trusted classical one is missing, and the policy requires both at the validation time.",
            Hint = "ask the publisher for a signature by both kinds of keys; if you built the plugin, add the other signer",
            Remedy = Remedy.AddSigner,
        },
        new(FindingCode.AnySignerAllowed, Check.Policy, Severity.Warning)
        {
            Meaning = "One trusted signer was allowed to be enough; a warning when others were not trusted, else a note.",
            Hint = "trust the other signers' CA as well, or ask the publisher about them",
        },
        new(FindingCode.PostQuantumSoonRequired, Check.Policy, Severity.Warning)
        {
            Meaning = "From a date on the policy will refuse this signature for want of a post-quantum or a classical signer.",
            Hint = "ask the publisher for a signature by both kinds of keys; if you built the plugin, add the other signer",
            Remedy = Remedy.AddSigner,
        },
    ];
}
