using PluginSign.Findings;

namespace PluginSign.Signatures.Timestamps;

/// <summary>What the tokens of one signature file may cost, those of all signers and all levels together.</summary>
internal sealed class TimestampBudget
{
    private int _left = Limits.Timestamps;

    /// <summary>Public-key operations on the tokens themselves.</summary>
    public VerificationBudget Signatures { get; } = new();

    /// <summary>Takes one token at this depth (0 for those on the signature itself), or says why not.</summary>
    public Finding? Refusal(int depth)
    {
        if (depth >= Limits.TimestampDepth)
        {
            return Finding.Error(
                FindingCode.TimestampNestedTooDeep, "timestamps are renewed over one another too often", $"{Limits.TimestampDepth} levels at most", "more");
        }

        if (_left == 0)
        {
            return Finding.Error(FindingCode.TooManyTimestamps, "the signature carries too many timestamps", $"{Limits.Timestamps} at most", "more");
        }

        _left--;
        return null;
    }
}
