namespace PluginSign.Signatures;

/// <summary>How many public-key operations one signature may still cost. Certificates of one name can be made by the dozen (CVE-2024-45395).</summary>
internal sealed class VerificationBudget
{
    private int _left = Limits.SignatureChecks;

    public bool TryTake()
    {
        if (_left == 0)
        {
            return false;
        }

        _left--;
        return true;
    }
}
