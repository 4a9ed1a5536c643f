using System.Collections.Immutable;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Cli.Network;
using PluginSign.Cli.Storage;
using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;

namespace PluginSign.Cli.Commands.Timestamp;

/// <summary>Stamps one signature file after the other. A file is replaced whole, by one that was read back and judged, or not at all.</summary>
internal sealed class StampedFileWriter(SignatureStamper stamper, ImmutableArray<CertificateFingerprint> signers, DigestAlgorithm digest, bool renew)
{
    /// <summary>Asks a service for a timestamp for every chosen signer.</summary>
    public TimestampOutcome Ask(string path, TimestampPost service) => Guarded(path, null, (findings, stamps) =>
    {
        byte[]? file = Read(path, findings, out CmsSignature? signature);
        foreach (ReadOnlyMemory<byte> identity in signature is null ? [] : Chosen(signature, findings).Select(i => signature.Signers[i].Encoded).ToArray())
        {
            // A signer that got its token has moved to another place, so each is looked up anew.
            int index = file is not null && CmsSignature.Read(file).TryGetValue(out CmsSignature? now)
                ? now.Signers.Select(static s => s.Encoded).ToList().FindIndex(e => e.Span.SequenceEqual(identity.Span))
                : -1;
            file = index < 0 ? null : stamper.Ask(service, file!, index, digest, renew, findings, stamps);
        }

        return file is not null && stamps.Count > 0 && Replace(path, file, findings);
    });

    /// <summary>Writes the request for one signer.</summary>
    public TimestampOutcome WriteRequest(string path, string target) => Guarded(path, target, (findings, _) =>
    {
        if (Read(path, findings, out CmsSignature? signature) is null || signature is null)
        {
            return false;
        }

        int[] chosen = Chosen(signature, findings);
        if (chosen.Length > 1)
        {
            throw new UsageException("--request-out takes one signer's request: name the signer with --signer", $"{chosen.Length} signers", with: "--signer FINGERPRINT");
        }

        if (chosen.Length == 0 || SignatureStamper.Request(signature, chosen[0], digest, renew, findings) is not { } request)
        {
            return false;
        }

        using PendingFile pending = PendingFile.Write(target, request.Encoded.Span, PendingFile.PublicMode);
        pending.Place(overwrite: false);
        return true;
    });

    /// <summary>Puts an answer in that came by file.</summary>
    public TimestampOutcome Add(string path, byte[] response, TimestampRequest? request) => Guarded(path, null, (findings, stamps) =>
        Read(path, findings, out _) is { } file
            && stamper.Add(file, response, request, findings, stamps) is { } stamped
            && Replace(path, stamped, findings));

    private static TimestampOutcome Guarded(string path, string? request, Func<List<Finding>, List<StampEntry>, bool> work)
    {
        List<Finding> findings = [];
        List<StampEntry> stamps = [];
        bool done = false;
        try
        {
            done = work(findings, stamps);
        }
        catch (UnavailableException e)
        {
            findings.Add(Finding.Error(e.Code, e.Message, null, $"{e.Path}: {e.Reason}"));
        }

        return new TimestampOutcome(path, request, [.. stamps], done, [.. findings.Distinct().InOrder()]);
    }

    private static byte[]? Read(string path, List<Finding> findings, out CmsSignature? signature)
    {
        byte[] file = InputFile.ReadRegular("FILE", path, Limits.SignatureFileBytes);
        Answer<CmsSignature> read = CmsSignature.Read(file);
        findings.AddRange(read.Findings);
        return read.TryGetValue(out signature) ? file : null;
    }

    private int[] Chosen(CmsSignature signature, List<Finding> findings)
    {
        int[] chosen = [.. Enumerable.Range(0, signature.Signers.Length).Where(i => signers.IsDefaultOrEmpty || IsNamed(signature, signature.Signers[i]))];
        if (chosen.Length == 0)
        {
            findings.Add(Finding.Error(
                FindingCode.UnexpectedSigner,
                "none of the named signers has signed",
                string.Join(", ", signers),
                string.Join(", ", signature.Certificates.Where(c => signature.Signers.Any(s => s.Names(c))).Select(static c => c.Fingerprint)),
                "name one of the signers, or leave --signer out for all of them"));
        }

        // Those that need it: a signer that was added later gets its first timestamp, and the others keep theirs. When none does, the first one says why.
        int[] needy = [.. chosen.Where(i => SignatureTimestamps.Of(signature.Signers[i]).IsEmpty != renew)];
        return needy.Length > 0 || chosen.Length == 0 ? needy : [chosen[0]];
    }

    private bool IsNamed(CmsSignature signature, CmsSigner signer)
        => signature.Certificates.Any(c => signer.Names(c) && signers.Contains(CertificateFingerprint.Of(c)));

    // What lies on the disk is what was judged, before it gets its name.
    private static bool Replace(string path, byte[] stamped, List<Finding> findings)
    {
        using PendingFile pending = PendingFile.Write(path, stamped, PendingFile.PublicMode);
        if (!pending.ReadBack(Limits.SignatureFileBytes).AsSpan().SequenceEqual(stamped))
        {
            findings.Add(Finding.Error(FindingCode.InputOutput, "the disk gave back other bytes than were written", null, path));
            return false;
        }

        pending.Place(overwrite: true);
        return true;
    }
}
