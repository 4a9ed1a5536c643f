namespace PluginSign.Certificates;

/// <summary>What one search may spend; hostile certificates can ask for any amount of work (RUSTSEC-2023-0053).</summary>
internal sealed class PathBudget(int paths)
{
    private const string Ways = "there are too many ways to go";
    private const string Signatures = "more signatures would have to be checked than one search may check";
    private const string Names = "the certificates have more names than can be compared with the name constraints above them";
    private const string Policies = "the certificates have more policies than can be followed";

    private readonly int[] _names = [.. Enumerable.Repeat(Limits.NameComparisons, (int)GeneralNameKind.RegisteredId + 1)];
    private int _paths = paths;
    private int _signatures = Limits.PathSignatureChecks;
    private int _policyNodes = Limits.PolicyNodes;

    /// <summary>What ran out first, and how much of it there was; null while everything is left.</summary>
    public (string Reason, string Spent)? Exhausted { get; private set; }

    /// <summary>A new allowance of paths and comparisons, to say what was wrong; signatures go on from where they are.</summary>
    public void AllowPaths(int count)
    {
        _paths = count;
        _names.AsSpan().Fill(Limits.NameComparisons);
        Exhausted = null;
    }

    public bool TrySpendPath() => TrySpend(ref _paths, 1, Ways, $"{Limits.PathsTried} paths tried");

    public bool TrySpendSignature() => TrySpend(ref _signatures, 1, Signatures, $"{Limits.PathSignatureChecks} signatures checked");

    /// <summary>Each kind of name has an allowance of its own.</summary>
    public bool TrySpendNameComparisons(GeneralNameKind kind, int count) => TrySpend(ref _names[(int)kind], count, Names, $"{Limits.NameComparisons} names of one kind compared");

    public bool TrySpendPolicyNodes(int count) => TrySpend(ref _policyNodes, count, Policies, $"{Limits.PolicyNodes} nodes of the policy graph");

    /// <summary>The reason when nothing is known to have run out but the search came to no end.</summary>
    public static (string Reason, string Spent) TooManyWays => (Ways, $"{Limits.PathsTried} paths tried");

    private bool TrySpend(ref int left, int cost, string reason, string spent)
    {
        if (left < cost)
        {
            Exhausted ??= (reason, spent);
            return false;
        }

        left -= cost;
        return true;
    }
}
