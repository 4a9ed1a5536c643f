using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Certificates;
using PluginSign.Certificates.Revocation;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Storage;
using PluginSign.Cli.Terminal;
using PluginSign.Findings;
using PluginSign.Signatures;
using PluginSign.Signatures.Timestamps;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands.PackEvidence;

/// <summary><c>pluginsign evidence pack</c>: gathers what a host without a network needs beside a signature, in one file.</summary>
internal sealed class EvidencePackCommand : DocumentedCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "plugins, whose FILE.p7s is read, or signature files (*.p7s)", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string> _out = new("--out") { Description = "the pack to write", HelpName = "FILE" };

    private readonly Option<string[]> _intermediates = new("--intermediates") { Description = "further certificates for the pack; may be given again", HelpName = "FILE" };

    private readonly Option<bool> _force = new("--force") { Description = "replace a pack that exists" };

    private readonly RevocationOptions _revocation;

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public EvidencePackCommand(Surroundings surroundings)
        : base("pack", "writes chain, CRLs, OCSP responses and timestamps of signatures into one file, for hosts without a network", "pluginsign evidence pack greeter.so --crl host-ca.crl --out evidence.json")
    {
        _surroundings = surroundings;
        Add(_files);
        Add(_out);
        Add(_intermediates);
        _revocation = new RevocationOptions(this, filesAlone: true);
        Add(_force);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        bool json = _output.IsJson(parsed);
        string[] files = parsed.GetValue(_files) is { Length: > 0 } given && given.All(static f => f.Length > 0) ? given : throw new UsageException("it takes one plugin FILE or more", "no file");
        string target = parsed.GetValue(_out) is { Length: > 0 } path ? path : throw new UsageException("--out takes the FILE to write", "no file");
        if (!parsed.GetValue(_force) && Path.Exists(target))
        {
            throw new UsageException("a file of this name exists already and is kept: --force replaces it", target, with: "--force");
        }

        List<Certificate> certificates = [.. TrustOptions.Read(_intermediates, parsed)];
        RevocationInformation known = _revocation.Information(parsed);
        List<CertificateRevocationList> lists = [.. known.Lists];
        List<OcspResponse> responses = [.. known.Responses];
        List<ReadOnlyMemory<byte>> timestamps = [];
        foreach (CmsSignature signature in files.Select(Read))
        {
            certificates.AddRange(signature.Certificates);
            lists.AddRange(Readable(signature.Revocations.Lists, static der => CertificateRevocationList.Read(der)));
            responses.AddRange(Readable(signature.Revocations.OcspResponses, static der => OcspResponse.Read(der)));
            timestamps.AddRange(signature.Signers.SelectMany(static s => SignatureTimestamps.Of(s)).Select(static t => t.Encoded));
        }

        EvidencePack pack = new(_surroundings.Clock.GetUtcNow())
        {
            Certificates = [.. certificates.DistinctBy(static c => c.Fingerprint, StringComparer.Ordinal)],
            Crls = [.. lists],
            OcspResponses = [.. responses],
            Timestamps = [.. timestamps],
        };
        using PendingFile pending = PendingFile.Write(target, pack.ToJson(), PendingFile.PublicMode);
        pending.Place(parsed.GetValue(_force));
        Write(EvidenceDocument.Of(target, pack), json, _output.IsQuiet(parsed));
        return ExitCode.Done;
    }

    private void Write(EvidenceDocument document, bool json, bool quiet)
    {
        if (json)
        {
            JsonReport.Write(_surroundings.Output, document);
        }
        else if (!quiet)
        {
            Ink ink = Ink.OnOutput(_surroundings);
            ink.Write("packed", Tone.Good).Write("   ").Line(document.Path);
            TextLines.Why(ink, "fresh as of", document.FreshAsOf);
            TextLines.Why(ink, "holds", $"certificates {document.Certificates}, CRLs {document.Crls}, OCSP responses {document.OcspResponses}, timestamps {document.Timestamps}");
        }
    }

    private static CmsSignature Read(string file)
    {
        string path = file.EndsWith(PluginVerifier.SignatureSuffix, StringComparison.Ordinal) ? file : file + PluginVerifier.SignatureSuffix;
        Answer<CmsSignature> read = CmsSignature.Read(InputFile.ReadRegular("FILE", path, Limits.SignatureFileBytes));
        return read.TryGetValue(out CmsSignature? signature)
            ? signature
            : throw new UsageException("it takes plugins that are signed", FindingText.Found(path, read.Findings));
    }

    private static ImmutableArray<T> Readable<T>(ImmutableArray<ReadOnlyMemory<byte>> parts, Func<ReadOnlyMemory<byte>, Answer<T>> read)
        where T : class
        => [.. parts.Select(p => read(p).TryGetValue(out T? value) ? value : null).OfType<T>()];
}
