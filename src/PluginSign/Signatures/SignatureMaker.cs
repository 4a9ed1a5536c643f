using PluginSign.Algorithms;
using PluginSign.Certificates;

namespace PluginSign.Signatures;

/// <summary>Which certificate made a signature: the one whose key verifies, not the first of the signer's name that came along (CVE-2026-39984). Plugins and timestamps ask here alike.</summary>
/// <param name="Certificate">The certificate whose key verifies; else the likeliest of the name; null when nobody bears it.</param>
/// <param name="IsVerified">Whether its key verifies.</param>
/// <param name="IsBudgetUsedUp">Whether more certificates bear the name than may be tried.</param>
internal sealed record SignatureMaker(Certificate? Certificate, bool IsVerified, bool IsBudgetUsedUp)
{
    /// <summary>Looks for the maker.</summary>
    /// <param name="signer">The SignerInfo.</param>
    /// <param name="known">All certificates at hand.</param>
    /// <param name="isMeant">Whether the signer says in a signed attribute that it means this one; null when it says nothing. Only says which one to try first.</param>
    /// <param name="scheme">The scheme of the signature; null when it could not be read.</param>
    /// <param name="toBeSigned">The DER of the signed attributes (RFC 5652, 5.4); null when there are none.</param>
    /// <param name="budget">What the whole signature may still cost.</param>
    public static SignatureMaker Find(
        CmsSigner signer, IEnumerable<Certificate> known, Func<Certificate, bool>? isMeant, SignatureScheme? scheme, ReadOnlyMemory<byte>? toBeSigned, VerificationBudget budget)
    {
        List<Certificate> candidates = [.. known.Where(signer.Identifier.Matches).OrderByDescending(c => isMeant?.Invoke(c) == true)]; // a stable sort
        if (scheme is null || toBeSigned is not { } signed)
        {
            return new SignatureMaker(candidates.FirstOrDefault(), IsVerified: false, IsBudgetUsedUp: false);
        }

        foreach (Certificate candidate in candidates)
        {
            if (!candidate.PublicKey.TryGetValue(out PublicKey? key) || key.Family != scheme.Family)
            {
                continue;
            }

            if (!budget.TryTake())
            {
                return new SignatureMaker(candidates[0], IsVerified: false, IsBudgetUsedUp: true);
            }

            if (key.Verify(scheme, signed.Span, signer.Signature.Span))
            {
                return new SignatureMaker(candidate, IsVerified: true, IsBudgetUsedUp: false);
            }
        }

        return new SignatureMaker(candidates.FirstOrDefault(), IsVerified: false, IsBudgetUsedUp: false);
    }
}

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
