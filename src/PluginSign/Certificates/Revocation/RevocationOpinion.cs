using PluginSign.Findings;

namespace PluginSign.Certificates.Revocation;

/// <summary>Collects what one origin after another says about one certificate, and weighs it.</summary>
/// <remarks>
/// Revoked from anybody who may be believed wins. Then the host's own information counts before a stranger's: what came with the plugin answers only what the
/// host's has left open, and never hides that the host's could not be used.
/// </remarks>
/// <param name="subject">The certificate.</param>
/// <param name="trustedTime">When the signature is proved to have existed.</param>
internal sealed class RevocationOpinion(PathMember subject, DateTimeOffset? trustedTime)
{
    private readonly List<(string Text, bool IsOffered)> _unusable = [];
    private readonly List<Finding> _notes = [];
    private string? _revoked;
    private (string Source, bool IsOffered)? _good;
    private string? _stale;
    private string? _unknown;
    private bool _isDisowned;
    private bool _isUnheard;

    /// <summary>Good, by the first who says so: the host's own information is asked first.</summary>
    public void SayGood(string source, RevocationOrigin origin) => _good ??= (source, origin.IsOffered);

    public void SayStale(string text) => _stale ??= text;

    public void SayUnknown(string text) => _unknown ??= text;

    /// <summary>A responder that may be believed does not know the certificate. When the host asked it, no stranger's "good" answers better.</summary>
    public void SayDisowned(string text, RevocationOrigin origin)
    {
        SayUnknown(text);
        _isDisowned |= !origin.IsOffered;
    }

    /// <summary>Something that cannot be believed.</summary>
    /// <param name="text">What, and why.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="isUnheard">Whether it was not looked at to the end because a budget ran out: the host's might say revoked.</param>
    public void SayUnusable(string text, RevocationOrigin origin, bool isUnheard = false)
    {
        _isUnheard |= isUnheard && !origin.IsOffered;
        if (_unusable.Count(u => u.IsOffered == origin.IsOffered) < Limits.RevocationNotes && !_unusable.Contains((text, origin.IsOffered)))
        {
            _unusable.Add((text, origin.IsOffered));
        }
    }

    /// <summary>A revocation; false when it does not count because the signature is older and the key was in good hands.</summary>
    public bool SayRevoked(string source, RevocationReason reason, DateTimeOffset revokedAt, DateTimeOffset? invalidAt)
    {
        string text = $"{UtcText.Of(revokedAt)}, reason {reason.Name()}{(invalidAt is { } i ? $", invalid since {UtcText.Of(i)}" : string.Empty)}, says {source}";
        if (trustedTime is { } signed && reason.LeavesOlderSignaturesGood() && revokedAt > signed && (invalidAt is null || invalidAt > signed))
        {
            _notes.Add(Finding.Note(
                FindingCode.RevokedAfterSignature,
                $"{subject} was revoked after the signature was made, so the signature stays good",
                $"a signature from before the revocation: {UtcText.Of(signed)}",
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

        // What the host gave and cannot be used is never silent. It refuses, unless other information of the host's own answers; a stranger's does not.
        (string Text, bool IsOffered)[] own = [.. _unusable.Where(static u => !u.IsOffered)];
        if (_good is { IsOffered: false } && !_isUnheard)
        {
            return new RevocationAnswer(RevocationStatus.Good, _good.Value.Source, [.. _notes, .. own.Select(u => Unusable(u.Text, refuses: false))]);
        }

        if (_good is not null && own.Length == 0 && !_isDisowned)
        {
            return new RevocationAnswer(RevocationStatus.Good, _good.Value.Source, _notes);
        }

        List<Finding> findings = [.. _notes, .. _unusable.Select(u => Unusable(u.Text, refuses: !u.IsOffered))];
        return (_stale, _unknown ?? _unusable.Select(static u => u.Text).FirstOrDefault()) switch
        {
            ({ } stale, _) => new RevocationAnswer(RevocationStatus.Stale, stale, findings),
            (_, { } unknown) => new RevocationAnswer(RevocationStatus.Unknown, unknown, findings),
            _ => new RevocationAnswer(RevocationStatus.Unheard, string.Empty, findings),
        };
    }

    // What the caller has got itself and names this certificate's issuer must be right: a damaged CRL must not work like none.
    private Finding Unusable(string text, bool refuses)
    {
        string message = $"revocation information about {subject} cannot be believed";
        const string Expected = "a CRL or an OCSP response that its issuer has signed and that keeps to RFC 5280 and RFC 6960";
        return refuses
            ? Finding.Error(FindingCode.RevocationUnusable, message, Expected, text)
            : Finding.Warning(FindingCode.RevocationUnusable, message, Expected, text, "give a current CRL of the issuer, and leave out what is damaged");
    }
}

/// <summary>What all sources together say about one certificate.</summary>
/// <param name="Status">The answer.</param>
/// <param name="Text">Revoked: when and why. Stale: since when. Good: who says so. Unknown: why. Unheard: empty.</param>
/// <param name="Findings">What was found beside it: information that cannot be believed, a revocation that came later than the signature.</param>
internal sealed record RevocationAnswer(RevocationStatus Status, string Text, IReadOnlyList<Finding> Findings);
