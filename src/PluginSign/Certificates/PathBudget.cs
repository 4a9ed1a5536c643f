namespace PluginSign.Certificates;

/// <summary>What one search may spend; hostile certificates can ask for any amount of work (RUSTSEC-2023-0053).</summary>
internal sealed class PathBudget(int paths)
{
    private int _paths = paths;
    private int _signatures = Limits.PathSignatureChecks;
    private int _names = Limits.NameComparisons;

    private int _policyNodes = Limits.PolicyNodes;

    /// <summary>What ran out first; null while everything is left.</summary>
    public string? Exhausted { get; private set; }

    /// <summary>A new allowance of paths; signatures and comparisons go on from where they are.</summary>
    public void AllowPaths(int count)
    {
        _paths = count;
        Exhausted = null;
    }

    public bool TrySpendPath() => TrySpend(ref _paths, 1, $"{Limits.PathsTried} paths tried");

    public bool TrySpendSignature() => TrySpend(ref _signatures, 1, $"{Limits.PathSignatureChecks} signatures checked");

    public bool TrySpendNameComparisons(int count) => TrySpend(ref _names, count, $"{Limits.NameComparisons} names compared");

    public bool TrySpendPolicyNodes(int count) => TrySpend(ref _policyNodes, count, $"{Limits.PolicyNodes} nodes of the policy graph");

    private bool TrySpend(ref int left, int cost, string what)
    {
        if (left < cost)
        {
            Exhausted ??= what;
            return false;
        }

        left -= cost;
        return true;
    }
}
