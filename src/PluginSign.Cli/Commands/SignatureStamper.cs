using System.Collections.Immutable;
using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Cli.Network;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands;

/// <summary>Puts timestamps into the bytes of a signature file, and judges them before anybody writes the result.</summary>
/// <param name="anchors">Whose timestamps are believed; with none the authority's chain is not judged, which is noted.</param>
/// <param name="intermediates">Certificates that an authority may have left out.</param>
/// <param name="clock">This machine's clock, read after the answer came.</param>
internal sealed class SignatureStamper(ImmutableArray<Certificate> anchors, ImmutableArray<Certificate> intermediates, TimeProvider clock)
{
    private const int NonceBytes = 8; // RFC 3161, 2.4.1: 64 bits

    // The authority's clock may run a little ahead of this machine's; by more than this, one of the two is wrong.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly TimestampVerifier _verifier = new(new TrustInputs { TimestampAnchors = anchors, Intermediates = intermediates, RevocationMode = RevocationMode.AllowUnknown });

    /// <summary>A request over a signer, or over its last token; null, with the reason, when there is nothing to ask for.</summary>
    public static TimestampRequest? Request(CmsSignature signature, int index, DigestAlgorithm digest, bool renew, List<Finding> findings)
    {
        CmsSigner signer = signature.Signers[index];
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        if (renew)
        {
            TimestampRequest? renewal = TimestampRequest.ForRenewal(signer, nonce, digest);
            if (renewal is null)
            {
                findings.Add(Finding.Error(
                    FindingCode.TimestampAbsent, "the signer has no timestamp that could be renewed", "a timestamp", "none", "leave --renew out to get the first one"));
            }

            return renewal;
        }

        if (!SignatureTimestamps.Of(signer).IsEmpty)
        {
            findings.Add(Finding.Error(
                FindingCode.TimestampPresent,
                "the signer has a timestamp already",
                "none",
                string.Join(", ", SignatureTimestamps.Of(signer).Select(static t => Numbers.Time(t.GenTime))),
                "nothing needs to be done; to prolong it before its authority expires, use --renew"));
            return null;
        }

        return TimestampRequest.For(signer, nonce, digest);
    }

    /// <summary>Asks the service for one timestamp and puts it in.</summary>
    /// <exception cref="UnavailableException">The service gave no answer.</exception>
    public byte[]? Ask(TimestampPost service, byte[] file, int index, DigestAlgorithm digest, bool renew, List<Finding> findings, List<StampEntry> stamps)
    {
        if (!CmsSignature.Read(file).TryGetValue(out CmsSignature? signature)
            || Request(signature, index, digest, renew, findings) is not { } request)
        {
            return null;
        }

        return Add(file, service.Send(request.Encoded), request, findings, stamps);
    }

    /// <summary>Puts the token of an answer in, where it belongs.</summary>
    public byte[]? Add(byte[] file, byte[] response, TimestampRequest? request, List<Finding> findings, List<StampEntry> stamps)
    {
        Answer<byte[]> added = SignatureTimestamps.Add(file, response, request);
        findings.AddRange(added.Findings);
        return added.TryGetValue(out byte[]? stamped)
            && TimestampResponse.Read(response).TryGetValue(out TimestampToken? token)
            && CmsSignature.Read(file).TryGetValue(out CmsSignature? before)
            && CmsSignature.Read(stamped).TryGetValue(out CmsSignature? after)
            && IsBelieved(before, after, token, findings, stamps)
            ? stamped
            : null;
    }

    // Adding a token sorts the signers anew, so they are compared by what did not change: which certificate they name.
    private bool IsBelieved(CmsSignature before, CmsSignature after, TimestampToken token, List<Finding> findings, List<StampEntry> stamps)
    {
        CmsSigner changed = after.Signers.First(a => before.Signers.All(b => !b.Encoded.Span.SequenceEqual(a.Encoded.Span)));
        CmsSigner old = before.Signers.First(b => after.Signers.All(a => !a.Encoded.Span.SequenceEqual(b.Encoded.Span)));
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset at = token.GenTime > now && token.GenTime - now <= Skew ? token.GenTime : now;
        TimestampReport report = _verifier.Verify(changed, at);

        // What was wrong before is not this token's fault; what is wrong since, is.
        ImmutableArray<Finding> known = _verifier.Verify(old, at).Findings;
        Finding[] fresh = [.. report.Findings.Where(f => !known.Contains(f))];
        Finding[] wrong = [.. fresh.Where(static f => f.Severity == Severity.Warning)];
        findings.AddRange(wrong.Length == 0 ? fresh : wrong.Select(static f => f.Weighing(Severity.Error)));
        string? signer = after.Certificates.FirstOrDefault(changed.Names)?.Subject;
        string? authority = anchors.IsEmpty ? null : token.Certificates.FirstOrDefault(token.Names)?.Subject;
        stamps.Add(new StampEntry(signer ?? changed.ToString(), Numbers.Time(token.GenTime), authority, token.Policy));
        return wrong.Length == 0;
    }
}

/// <summary>One timestamp that was added.</summary>
/// <param name="Signer">Whose signature it is on.</param>
/// <param name="Time">The time that it says.</param>
/// <param name="Authority">Who made it; absent when the authority was not judged.</param>
/// <param name="Policy">The authority's policy, as dotted identifier.</param>
internal sealed record StampEntry(string Signer, string Time, string? Authority, string Policy);
