using System.Collections.Immutable;
using PluginSign.Findings.Descriptors;

namespace PluginSign.Findings;

/// <summary>All that follows from a <see cref="FindingCode"/> alone, as data: a new check adds a code with its descriptor, and the check.</summary>
/// <remarks>Immutable. The library alone makes one.</remarks>
public sealed class FindingDescriptor
{
    internal FindingDescriptor(FindingCode code, Check check, Severity severity)
    {
        Code = code;
        Check = check;
        Severity = severity;
    }

    /// <summary>The code.</summary>
    public FindingCode Code { get; }

    /// <summary>The check that it belongs to.</summary>
    public Check Check { get; }

    /// <summary>The gravest weight that a finding of this code has; a host's settings may make it lighter.</summary>
    public Severity Severity { get; }

    /// <summary>What it means, in a sentence.</summary>
    public string Meaning { get; internal init; } = string.Empty;

    /// <summary>What to do about it, in words that name no command and no option.</summary>
    public string Hint { get; internal init; } = string.Empty;

    /// <summary>Whether an error with this code is neither a yes nor a no: the environment's, and a revocation that nobody knows of.</summary>
    public bool IsIndeterminate { get; internal init; }

    /// <summary>
    /// How much a reason of this code leaves of a certification path: of several attempts that all failed, the one with the lowest rank came closest and tells most.
    /// A date can be the only thing wrong with the right path; an unknown issuer is what every wrong path ends in.
    /// </summary>
    public int Rank { get; internal init; } = 2;

    /// <summary>The paragraph of the standard behind it, and what that says; null where no paragraph says it.</summary>
    public string? Rule { get; internal init; }

    /// <summary>What a program that has an option for it can offer; see <see cref="Findings.Remedy"/>.</summary>
    public Remedy Remedy { get; internal init; }

    /// <summary>Every code's descriptor, by number.</summary>
    public static ImmutableArray<FindingDescriptor> All => [.. Enum.GetValues<FindingCode>().Select(Of)];

    private static FindingDescriptor Unknown { get; } = new(FindingCode.None, Check.None, Severity.Error)
    {
        Meaning = "No code. A finding without one refuses.",
        Hint = "report this: a finding without a code is a mistake of the program that made it",
    };

    /// <summary>The descriptor of a code. A number that is no code has that of <see cref="FindingCode.None"/>, which refuses.</summary>
    public static FindingDescriptor Of(FindingCode code)
        => ((int)code / 1000) switch
        {
            1 => In(PathFindings.All, code),
            2 => In(SignatureFindings.All, code) ?? In(TimestampFindings.All, code),
            3 => In(CertificateFindings.All, code) ?? In(RevocationFindings.All, code),
            5 => In(BinaryFindings.All, code) ?? In(SymbolFindings.All, code) ?? In(GoFindings.All, code),
            6 => In(PolicyFindings.All, code),
            8 => In(LoadFindings.All, code),
            9 => In(EnvironmentFindings.All, code),
            _ => null,
        } ?? Unknown;

    private static FindingDescriptor? In(FindingDescriptor[] room, FindingCode code) => Array.Find(room, d => d.Code == code);
}
