using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>Collects what one source after another says about one certificate, and weighs it.</summary>
/// <param name="subject">The certificate.</param>
/// <param name="trustedTime">When the signature is proved to have existed.</param>
internal sealed class RevocationOpinion(PathMember subject, DateTimeOffset? trustedTime)
{
    private readonly List<(string Text, bool IsOffered)> _unusable = [];
    private readonly List<Finding> _notes = [];
    private string? _revoked;
    private string? _good;
    private string? _stale;
    private string? _unknown;

    /// <summary>Whether some source has said that it is revoked: nothing can be added to that.</summary>
    public bool IsRevoked => _revoked is not null;

    public bool IsGood => _good is not null;

    public void SayGood(string source) => _good ??= source;

    public void SayStale(string text) => _stale ??= text;

    public void SayUnknown(string text) => _unknown ??= text;

    public void SayUnusable(string text, bool isOffered)
    {
        if (_unusable.Count < Limits.RevocationNotes && !_unusable.Contains((text, isOffered)))
        {
            _unusable.Add((text, isOffered));
        }
    }

    /// <summary>A revocation; false when it does not count because the signature is older and the key was in good hands.</summary>
    public bool SayRevoked(string source, RevocationReason reason, DateTimeOffset revokedAt, DateTimeOffset? invalidAt)
    {
        string text = $"{CommonChecks.Utc(revokedAt)}, reason {reason.Name()}{(invalidAt is { } i ? $", invalid since {CommonChecks.Utc(i)}" : string.Empty)}, says {source}";
        if (trustedTime is { } signed && reason.LeavesOlderSignaturesGood() && revokedAt > signed && (invalidAt is null || invalidAt > signed))
        {
            _notes.Add(Finding.Note(
                FindingCode.RevokedAfterSignature,
                $"{subject} was revoked after the signature was made, so the signature stays good",
                $"a signature from before the revocation: {CommonChecks.Utc(signed)}",
                text));
            return false;
        }

        _revoked ??= text;
        return true;
    }

    public RevocationAnswer Weigh()
    {
        if (_revoked is not null)
        {
            return new RevocationAnswer(RevocationStatus.Revoked, _revoked, []);
        }

        if (_good is not null)
        {
            return new RevocationAnswer(RevocationStatus.Good, _good, _notes);
        }

        List<Finding> findings = [.. _notes, .. _unusable.Select(u => Unusable(u.Text, u.IsOffered))];
        return _stale is not null
            ? new RevocationAnswer(RevocationStatus.Stale, _stale, findings)
            : new RevocationAnswer(RevocationStatus.Unknown, _unknown ?? _unusable.Select(static u => u.Text).FirstOrDefault() ?? string.Empty, findings);
    }

    // What the caller has got itself and names this certificate's issuer must be right: a damaged CRL must not work like none.
    private Finding Unusable(string text, bool isOffered)
    {
        string message = $"revocation information about {subject} cannot be believed";
        const string Expected = "a CRL or an OCSP response that its issuer has signed and that keeps to RFC 5280 and RFC 6960";
        return isOffered
            ? Finding.Warning(FindingCode.RevocationUnusable, message, Expected, text, "give a CRL of the issuer")
            : Finding.Error(FindingCode.RevocationUnusable, message, Expected, text, "get the CRL or the response again from its issuer");
    }
}
