namespace PluginSign.Certificates.Revocation;

/// <summary>What one search may spend on the revocation information of one origin: hostile CRLs and responses can ask for any amount of work.</summary>
/// <remarks>Each origin has its own, so that a stranger cannot spend what the host's own information needs to be heard.</remarks>
internal sealed class RevocationBudget(int signatures)
{
    private int _signatures = signatures;

    /// <summary>Whether something was left out because nothing was left.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>How many there were at first.</summary>
    public int Most { get; } = signatures;

    public bool TrySpendSignature()
    {
        if (_signatures == 0)
        {
            IsExhausted = true;
            return false;
        }

        _signatures--;
        return true;
    }
}
