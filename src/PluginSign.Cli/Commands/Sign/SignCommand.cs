using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Algorithms;
using PluginSign.Cli.Network;
using PluginSign.Cli.Options;
using PluginSign.Cli.Reports;
using PluginSign.Cli.Terminal;
using PluginSign.Signing;
using PluginSign.Verification;

namespace PluginSign.Cli.Commands.Sign;

/// <summary><c>pluginsign sign</c>: writes FILE.p7s beside each plugin, and says so only when what it wrote verifies.</summary>
internal sealed class SignCommand : DocumentedCommand
{
    private const string OwnExample = "pluginsign sign greeter.so --key signer.key.pem --certificate signer.pem";

    private readonly Option<string> _digest = new("--digest") { Description = "digest of content and signature (default sha256)", HelpName = "sha256|sha384|sha512" };

    private readonly Option<string> _padding = new("--rsa-padding") { Description = "for RSA keys (default pss)", HelpName = "pss|pkcs1" };

    private readonly Option<string> _signature = new("--signature") { Description = "where to write (default FILE.p7s)", HelpName = "FILE" };

    private readonly Option<bool> _append = new("--append") { Description = "add a signer to the signature that exists" };

    private readonly Option<bool> _force = new("--force") { Description = "replace a signature that exists" };

    private readonly Option<string> _timestamp = new("--timestamp") { Description = "have this RFC 3161 service (http or https) put a timestamp on the signature", HelpName = "URL" };

    private readonly TimestampAnchorOption _timestampAnchors;

    private readonly PluginArguments _files;

    private readonly CredentialOptions _credential;

    private readonly OutputOptions _output;

    private readonly Surroundings _surroundings;

    public SignCommand(Surroundings surroundings)
        : base("sign", "signs plugins: writes FILE.p7s (CMS, detached, DER), then verifies what it wrote", OwnExample)
    {
        _surroundings = surroundings;
        _files = new PluginArguments(this);
        _credential = new CredentialOptions(this, surroundings);
        _digest.CompletionSources.Add("sha256", "sha384", "sha512");
        Add(_digest);
        _padding.CompletionSources.Add("pss", "pkcs1");
        Add(_padding);
        Add(_signature);
        Add(_append);
        Add(_force);
        Add(_timestamp);
        _timestampAnchors = new TimestampAnchorOption(this);
        _output = new OutputOptions(this);
        SetAction(parsed => (int)Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        _ = _output.IsJson(parsed); // a mistake in it comes before any file is opened
        string[] files = _files.Read(parsed);
        string? signature = SignatureOption.Read(_signature, parsed, files);
        SigningOptions options = new()
        {
            Digest = Digest(parsed) ?? DigestAlgorithm.Sha256,
            UsePss = UsePss(parsed),
            SigningTime = Rfc3339.ToSecond(_surroundings.Clock.GetUtcNow()),
        };
        Uri? url = parsed.GetValue(_timestamp) is string text ? TimestampPost.ReadUrl(_timestamp.Name, text) : null;
        _credential.ThrowIfContradictory(parsed);
        if (signature is not null && string.Equals(Path.GetFullPath(signature), Path.GetFullPath(files[0]), StringComparison.Ordinal))
        {
            throw new UsageException("--signature takes the FILE to write: it would replace the plugin", signature, with: "--signature greeter.so.p7s");
        }

        ThrowIfTaken(parsed, files, signature);
        ImmutableArray<SigningCredential> credentials = _credential.Read(parsed);
        try
        {
            ThrowIfDigestIsNotTheKeys(parsed, credentials[0], options);
            using TimestampPost? service = url is null ? null : new TimestampPost(url);
            SignatureStamper stamper = new(_timestampAnchors.Read(parsed), [], _surroundings.Clock);
            return Sign(parsed, files, new SignedFileWriter(credentials, options, parsed.GetValue(_append), parsed.GetValue(_force), stamper, service));
        }
        finally
        {
            foreach (SigningCredential credential in credentials)
            {
                credential.Dispose();
            }
        }
    }

    private ExitCode Sign(ParseResult parsed, string[] files, SignedFileWriter writer)
    {
        bool json = _output.IsJson(parsed);
        bool quiet = _output.IsQuiet(parsed);
        string? signature = SignatureOption.Read(_signature, parsed, files);
        List<SignOutcome> outcomes = [];
        foreach (string file in files)
        {
            string target = signature ?? file + PluginVerifier.SignatureSuffix;
            SignOutcome outcome = Progress.Around(_surroundings, quiet, file, progress => writer.Sign(file, target, progress));
            outcomes.Add(outcome);
            if (!json)
            {
                SignText.Write(quiet ? Ink.OnError(_surroundings) : Ink.OnOutput(_surroundings), outcome, quiet);
            }
        }

        if (json)
        {
            JsonReport.Write(_surroundings.Output, SignDocument.Of(outcomes));
        }

        return ExitCodes.Worst(outcomes.Select(static o => ExitCodes.Of(o.Verdict)));
    }

    // All files are looked at before the first is signed: a mistake in the command line leaves nothing half done.
    private void ThrowIfTaken(ParseResult parsed, string[] files, string? signature)
    {
        bool append = parsed.GetValue(_append);
        bool force = parsed.GetValue(_force);
        if (append && force)
        {
            throw new UsageException("--append adds to the signature that exists and --force replaces it: give one of them", "both", with: "--append");
        }

        string? taken = files.Select(f => signature ?? f + PluginVerifier.SignatureSuffix).FirstOrDefault(static s => Path.Exists(s));
        if (taken is not null && !append && !force)
        {
            throw new UsageException("a signature exists already and is kept: --force replaces it, --append adds a signer to it", taken, with: "--force");
        }
    }

    private void ThrowIfDigestIsNotTheKeys(ParseResult parsed, SigningCredential credential, SigningOptions options)
    {
        DigestAlgorithm needed = PluginSigner.DigestFor(credential, options);
        if (parsed.GetValue(_digest) is string given && needed != options.Digest)
        {
            throw new UsageException($"--digest takes {needed.Name()} with this key, {credential.Key.PublicKey}", given, with: $"--digest {needed.Name()}");
        }
    }

    private DigestAlgorithm? Digest(ParseResult parsed) => parsed.GetValue(_digest) switch
    {
        null => null,
        "sha256" => DigestAlgorithm.Sha256,
        "sha384" => DigestAlgorithm.Sha384,
        "sha512" => DigestAlgorithm.Sha512,
        string other => throw new UsageException("--digest takes sha256, sha384 or sha512", other, with: "--digest sha384"),
    };

    private bool UsePss(ParseResult parsed) => parsed.GetValue(_padding) switch
    {
        null or "pss" => true,
        "pkcs1" => false,
        string other => throw new UsageException("--rsa-padding takes pss or pkcs1", other, with: "--rsa-padding pkcs1"),
    };
}
