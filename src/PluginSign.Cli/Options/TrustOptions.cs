using System.Collections.Immutable;
using System.CommandLine;
using PluginSign.Certificates;
using PluginSign.Cli.Storage;
using PluginSign.Findings;

namespace PluginSign.Cli.Options;

/// <summary>The trust inputs that <c>verify</c> and <c>chain</c> share: the host CA, intermediates, the time, development certificates.</summary>
internal sealed class TrustOptions
{
    private const byte Sequence = 0x30; // the tag that a DER certificate begins with

    private readonly Option<string[]> _anchors = new("--ca") { Description = "the host CA's certificates, PEM or DER; may be given again", HelpName = "FILE" };

    private readonly Option<string[]> _intermediates = new("--intermediates")
    {
        Description = "further certificates to build paths from; they are trusted for nothing; may be given again",
        HelpName = "FILE",
    };

    private readonly Option<string> _at = new("--at") { Description = "validation time, RFC 3339 (default now)", HelpName = "TIME" };

    private readonly Option<bool> _development = new("--allow-development-ca") { Description = "accept certificates that are marked as development" };

    private readonly DistrustOption _distrust;

    private readonly TimeProvider _clock;

    public TrustOptions(Command command, TimeProvider clock)
    {
        _clock = clock;
        command.Add(_anchors);
        command.Add(_intermediates);
        command.Add(_at);
        command.Add(_development);
        _distrust = new DistrustOption(command);
    }

    public bool AllowsDevelopmentCa(ParseResult parsed) => parsed.GetValue(_development);

    public DateTimeOffset ValidationTime(ParseResult parsed)
        => parsed.GetValue(_at) is string text ? Rfc3339.Read(_at.Name, text) : Rfc3339.ToSecond(_clock.GetUtcNow());

    /// <summary>Checks what can be checked without opening a file.</summary>
    /// <exception cref="UsageException">No anchor was named: nothing could ever be trusted.</exception>
    public void ThrowIfNoAnchor(ParseResult parsed)
    {
        if (parsed.GetValue(_anchors) is not { Length: > 0 })
        {
            throw new UsageException("--ca takes the file of the host CA's certificates: without one nothing can be trusted", "no host CA");
        }
    }

    /// <summary>The CAs that are retired, and when.</summary>
    public ImmutableArray<AuthorityDistrust> Distrusted(ParseResult parsed) => _distrust.Read(parsed);

    public ImmutableArray<Certificate> Anchors(ParseResult parsed) => Read(_anchors, parsed);

    public ImmutableArray<Certificate> Intermediates(ParseResult parsed) => Read(_intermediates, parsed);

    /// <summary>The intermediates, each file read once: it may be a pipe. They are anybody's, so a damaged one is an answer and no mistake in the command line; a file without any is one.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="malformed">What is wrong with those that are damaged.</param>
    public ImmutableArray<Certificate> Intermediates(ParseResult parsed, List<Finding> malformed)
    {
        ImmutableArray<Certificate>.Builder found = ImmutableArray.CreateBuilder<Certificate>();
        foreach (string path in parsed.GetValue(_intermediates) ?? [])
        {
            byte[] file = InputFile.Read(_intermediates.Name, path, Limits.CertificateFileBytes);
            Answer<CertificateBundle> read = CertificateBundle.Read(file);
            if (read.TryGetValue(out CertificateBundle? bundle))
            {
                found.AddRange(bundle.Certificates);
            }
            else if (file is [Sequence, ..] || file.AsSpan().IndexOf("-----BEGIN CERTIFICATE-----"u8) >= 0)
            {
                malformed.AddRange(read.Findings.Where(static f => f.Severity == Severity.Error));
            }
            else
            {
                throw NoCertificates(_intermediates.Name, path, read);
            }
        }

        return found.ToImmutable();
    }

    internal static ImmutableArray<Certificate> Read(Option<string[]> option, ParseResult parsed)
        => [.. (parsed.GetValue(option) ?? []).SelectMany(path => Read(option.Name, path))];

    private static ImmutableArray<Certificate> Read(string option, string path)
    {
        Answer<CertificateBundle> bundle = CertificateBundle.Read(InputFile.Read(option, path, Limits.CertificateFileBytes));
        return bundle.TryGetValue(out CertificateBundle? certificates) && certificates.Certificates.Length > 0
            ? certificates.Certificates
            : throw NoCertificates(option, path, bundle);
    }

    private static UsageException NoCertificates(string option, string path, Answer<CertificateBundle> read)
        => new($"{option} takes a FILE of certificates, PEM or DER", FindingText.Found(path, read.Findings));
}
