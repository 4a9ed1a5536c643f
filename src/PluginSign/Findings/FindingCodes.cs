using System.Globalization;

namespace PluginSign.Findings;

/// <summary>What follows from a <see cref="FindingCode"/> alone.</summary>
public static class FindingCodes
{
    /// <summary>The code as it is printed and searched for, for example <c>PS2003</c>.</summary>
    public static string Id(this FindingCode code) => string.Create(CultureInfo.InvariantCulture, $"PS{(int)code:D4}");

    /// <summary>Whether the code tells of the environment (disk, permission): neither trusted nor untrusted.</summary>
    public static bool IsEnvironment(this FindingCode code) => (int)code / 1000 == 9;

    /// <summary>The check that the code belongs to. Codes of the environment belong to <see cref="Findings.Check.Path"/>: they tell of files.</summary>
    public static Check Check(this FindingCode code) => ((int)code / 1000) switch
    {
        9 when (int)code is >= 9040 and <= 9049 => Findings.Check.Signature, // a token signs, it holds no files
        1 or 9 => Findings.Check.Path,
        2 => Findings.Check.Signature,
        3 => Findings.Check.Chain,
        5 when (int)code is >= 5500 and < 5550 => Findings.Check.Symbols,
        5 => Findings.Check.Binary,
        6 => Findings.Check.Policy,
        8 => Findings.Check.Load,
        _ => Findings.Check.None,
    };
}
