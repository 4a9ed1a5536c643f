using System.Collections.Immutable;
using System.Security.Cryptography;
using PluginSign.Algorithms;
using PluginSign.Certificates;
using PluginSign.Cli.Network;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Storage;
using PluginSign.Cli.Terminal;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signing;

namespace PluginSign.Cli.Commands.Sign;

/// <summary>Signs one file after the other with one credential, or with the two of a hybrid signature.</summary>
internal sealed class SignedFileWriter(
    ImmutableArray<SigningCredential> credentials, SigningOptions options, bool append, bool force, SignatureStamper stamper, TimestampPost? service)
{
    public SignOutcome Sign(string path, string target, IProgress<long>? progress)
    {
        List<Finding> findings = [];
        SignedContentFacts? signed = null;
        try
        {
            signed = Sign(path, target, progress, findings);
        }
        catch (UnavailableException e)
        {
            findings.Add(Finding.Error(e.Code, e.Message, null, $"{e.Path}: {e.Reason}"));
        }
        catch (CryptographicException e)
        {
            findings.Add(Finding.Error(FindingCode.InputOutput, "the key could not sign", null, e.Message));
        }

        return new SignOutcome(path, target, signed, [.. findings]);
    }

    private SignedContentFacts? Sign(string path, string target, IProgress<long>? progress, List<Finding> findings)
    {
        byte[]? existing = append ? InputFile.ReadRegular("--append", target, Limits.SignatureFileBytes) : null;
        using PluginFile? file = Keep(PluginFile.Open(path), findings);
        PluginImage? image = file is null ? null : Keep(PluginImage.Read(file, Digests(existing), progress), findings);
        if (image is null)
        {
            return null;
        }

        byte[]? signature = existing;
        foreach (SigningCredential credential in credentials)
        {
            signature = signature is null
                ? PluginSigner.Sign(image.Digests, credential, options)
                : Keep(PluginSigner.Append(signature, image.Digests, credential, options), findings);
            if (signature is null)
            {
                return null;
            }
        }

        List<StampEntry> stamps = [];
        signature = service is null ? signature : Stamp(signature!, service, findings, stamps);
        if (signature is null)
        {
            return null;
        }

        // Nothing gets its name before it has been read back and verified; a signature that is there stays until then.
        using PendingFile pending = PendingFile.Write(target, signature, PendingFile.PublicMode);
        ImmutableArray<SignedBy> own = Verify(pending.ReadBack(Limits.SignatureFileBytes), image, findings);
        if (own.Length != credentials.Length)
        {
            return null;
        }

        pending.Place(force || append);
        AddValidity(findings);
        return new SignedContentFacts(image.Length, image.Sha256.Hex, own, options.SigningTime, stamps.FirstOrDefault()?.Time);
    }

    // Each of our own signers gets a token; adding one may sort the signers anew, so each is looked for again.
    private byte[]? Stamp(byte[] unstamped, TimestampPost asked, List<Finding> findings, List<StampEntry> stamps)
    {
        byte[]? signature = unstamped;
        foreach (Certificate certificate in credentials.Select(static c => c.Certificate))
        {
            int own = CmsSignature.Read(signature).TryGetValue(out CmsSignature? read) ? read.Signers.ToList().FindIndex(s => s.Names(certificate)) : -1;
            signature = own < 0 ? null : stamper.Ask(asked, signature, own, DigestAlgorithm.Sha256, renew: false, findings, stamps);
            if (signature is null)
            {
                return null;
            }
        }

        return signature;
    }

    // The signers that are there need their digests too, or nobody could tell whether they signed the same content.
    private IEnumerable<DigestAlgorithm> Digests(byte[]? existing)
    {
        IEnumerable<DigestAlgorithm> own = credentials.Select(c => PluginSigner.DigestFor(c, options));
        return existing is not null && CmsSignature.Read(existing).TryGetValue(out CmsSignature? signature) ? signature.DigestAlgorithms.Concat(own) : own;
    }

    // Every signer must have signed this content: with one that has not, the file would be refused by whoever verifies it.
    private ImmutableArray<SignedBy> Verify(byte[] written, PluginImage image, List<Finding> findings)
    {
        if (Keep(CmsSignature.Read(written), findings) is not { } signature)
        {
            return [];
        }

        ImmutableArray<Claim> signers = signature.Verify(image.Digests, []).Signers;
        findings.AddRange(signers.SelectMany(static s => s.Findings));
        return signers.All(static s => s.IsValid)
            ? [.. credentials.SelectMany(c => signers.Where(s => IsOf(c, s)).Take(1)).Select(static s => new SignedBy(s.Certificate!, s.Algorithm ?? "unknown"))]
            : [];
    }

    private static bool IsOf(SigningCredential credential, Claim signer)
        => string.Equals(signer.Certificate?.Fingerprint, credential.Certificate.Fingerprint, StringComparison.Ordinal);

    // A signature outside the certificate's validity is worth a word: no verifier would accept it now.
    private void AddValidity(List<Finding> findings)
    {
        foreach (Certificate certificate in credentials.Select(static c => c.Certificate))
        {
            if (certificate.NotAfter < options.SigningTime)
            {
                findings.Add(Finding.Warning(FindingCode.CertificateExpired, "the signer's certificate has expired", Numbers.Time(options.SigningTime), Numbers.Time(certificate.NotAfter), "sign with a certificate that is valid"));
            }
            else if (certificate.NotBefore > options.SigningTime)
            {
                findings.Add(Finding.Warning(FindingCode.CertificateNotYetValid, "the signer's certificate is not yet valid", Numbers.Time(options.SigningTime), Numbers.Time(certificate.NotBefore), "check this machine's clock"));
            }
        }
    }

    private static T? Keep<T>(Answer<T> answer, List<Finding> findings)
        where T : class
    {
        findings.AddRange(answer.Findings);
        return answer.TryGetValue(out T? value) ? value : null;
    }
}
