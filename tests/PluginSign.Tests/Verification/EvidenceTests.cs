using PluginSign.Certificates.Revocation;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Tests.Loading;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>What is gathered once may be judged as often as one likes, wherever the bytes came from, and no file is touched for it.</summary>
public sealed class EvidenceTests : IDisposable
{
    // \0asm, version 1; type () -> (); one function of it; exports it as "run"; its empty body.
    private static readonly byte[] s_module = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 7, 1, 3, 0x72, 0x75, 0x6e, 0, 0, 10, 4, 1, 2, 0, 0x0b];

    private readonly LoadingWorld _world = new();
    private readonly string _plugin;

    public EvidenceTests()
    {
        _plugin = _world.PathOf("plugin.wasm");
        File.WriteAllBytes(_plugin, s_module);
        _world.Sign(_plugin);
    }

    public static TheoryData<string> Sources => ["path", "walk", "bytes", "stream"];

    private SignatureSource Signature => SignatureSource.Of(File.ReadAllBytes(_plugin + PluginVerifier.SignatureSuffix));

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Wherever_the_bytes_come_from_the_answer_is_the_same(string source)
    {
        foreach (bool forLoading in (bool[])[false, true])
        {
            foreach (bool changed in (bool[])[false, true])
            {
                File.WriteAllBytes(_plugin, changed ? [.. s_module, 1] : s_module);
                string expected = Told(Verify(ContentSource.At(_plugin), SignatureSource.Beside, forLoading));
                Assert.Contains(changed ? "Refused" : "Trusted", expected, StringComparison.Ordinal);
                using Content sync = new(source, _plugin);
                Assert.Equal(expected, Told(Verify(sync.Source, Signature, forLoading)));
                using Content awaited = new(source, _plugin);
                Assert.Equal(expected, Told(await _world.Verifier.VerifyAsync(awaited.Source, Signature, TestPki.ValidationTime, forLoading, cancellation: TestContext.Current.CancellationToken)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void What_is_held_are_the_bytes_that_were_verified(string source)
    {
        using Content content = new(source, _plugin);
        using HeldPlugin? held = Verify(content.Source, Signature, forLoading: true).Held;
        Assert.NotNull(held);
        File.WriteAllBytes(_plugin, new byte[s_module.Length]);
        content.Spoil();
        using MemoryStream read = new();
        using (Stream bytes = held.OpenRead())
        {
            bytes.CopyTo(read);
        }

        Assert.Equal(s_module, read.ToArray());
        Assert.Equal(source is "path" or "walk", held.Proof.CanonicalPath is not null);
    }

    [Fact]
    public void Evidence_is_judged_anew_without_its_files_and_each_time_alike()
    {
        using Evidence evidence = _world.Verifier.Gather(ContentSource.At(_plugin), SignatureSource.Beside, forLoading: true);
        Directory.Delete(_world.Folder, recursive: true);
        Directory.CreateDirectory(_world.Folder);
        VerificationReport first = _world.Verifier.Judge(evidence, TestPki.ValidationTime);
        VerificationReport second = _world.Verifier.Judge(evidence, TestPki.ValidationTime);
        Assert.Equal(Verdict.Trusted, first.Verdict);
        Assert.Equal(Told(first), Told(second));

        // Other trust, another time, another policy: other answers of the same evidence, and none of them changes it.
        Assert.Equal(Verdict.Refused, new PluginVerifier(new TrustInputs(), new TrustPolicy()).Judge(evidence, TestPki.ValidationTime).Verdict);
        Assert.Equal(Verdict.Refused, _world.Verifier.Judge(evidence, TestPki.ValidationTime.AddYears(50)).Verdict);
        Assert.Equal(Verdict.Trusted, Requiring("run").Judge(evidence, TestPki.ValidationTime).Verdict);
        Assert.Contains(Requiring("missing").Judge(evidence, TestPki.ValidationTime).Findings, static f => f.Code == FindingCode.SymbolMissing);
        Assert.Equal(Told(first), Told(_world.Verifier.Judge(evidence, TestPki.ValidationTime)));
    }

    [Fact]
    public void Several_threads_judge_the_same_evidence()
    {
        using Evidence evidence = _world.Verifier.Gather(ContentSource.At(_plugin), SignatureSource.Beside, forLoading: true);
        string expected = Told(_world.Verifier.Judge(evidence, TestPki.ValidationTime));
        Parallel.For(0, 64, _ => Assert.Equal(expected, Told(_world.Verifier.Judge(evidence, TestPki.ValidationTime))));
    }

    [Fact]
    public void A_policy_about_the_binary_cannot_be_asked_of_streamed_bytes()
    {
        using Evidence streamed = _world.Verifier.Gather(ContentSource.At(_plugin), SignatureSource.Beside);
        Assert.False(streamed.IsHeld);
        Assert.Throws<ArgumentException>(() => Requiring("run").Judge(streamed, TestPki.ValidationTime));
        using Evidence missing = _world.Verifier.Gather(ContentSource.At(_plugin + ".gone"), SignatureSource.Beside);
        Assert.Equal(Verdict.Indeterminate, Requiring("run").Judge(missing, TestPki.ValidationTime).Verdict);
    }

    [Fact]
    public void A_verifier_whose_policy_asks_for_the_binary_holds_the_bytes_and_the_report_does_not()
    {
        using Evidence evidence = Requiring("run").Gather(ContentSource.Of(s_module, "module"), Signature);
        Assert.True(evidence.IsHeld);
        VerificationReport report = Requiring("run").Judge(evidence, TestPki.ValidationTime);
        Assert.Equal(Verdict.Trusted, report.Verdict);
        Assert.Null(report.Held);
    }

    [Fact]
    public void Evidence_that_was_given_back_is_not_judged()
    {
        Evidence evidence = _world.Verifier.Gather(ContentSource.At(_plugin), SignatureSource.Beside, forLoading: true);
        HeldPlugin? held = _world.Verifier.Judge(evidence, TestPki.ValidationTime).Held;
        Assert.NotNull(held);
        evidence.Dispose();
        evidence.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _world.Verifier.Judge(evidence, TestPki.ValidationTime));
        Assert.Throws<ObjectDisposedException>(() => held.OpenRead());
    }

    [Fact]
    public void Bytes_have_no_signature_beside_them()
        => Assert.Throws<ArgumentException>(() => _world.Verifier.Gather(ContentSource.Of(s_module, "module"), SignatureSource.Beside));

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_signature_of_bytes_is_read_as_strictly_as_one_of_a_file(int length)
    {
        VerificationReport report = _world.Verifier.Verify(ContentSource.Of(s_module, "module"), SignatureSource.Of(new byte[length]), TestPki.ValidationTime);
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Equal(Check.Signature, Assert.Single(report.Findings, static f => f.Severity == Severity.Error).Check);
        VerificationReport large = _world.Verifier.Verify(ContentSource.Of(s_module, "module"), SignatureSource.Of(new byte[Limits.SignatureFileBytes + 1]), TestPki.ValidationTime);
        Assert.Contains(large.Findings, static f => f.Code == FindingCode.SignatureTooLarge);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_reading_ends_and_an_endless_stream_can_be_left(bool forLoading)
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _world.Verifier.VerifyAsync(ContentSource.At(_plugin), SignatureSource.Beside, TestPki.ValidationTime, forLoading, cancellation: cancelled.Token));
        if (!forLoading)
        {
            using CancellationTokenSource soon = new();
            using EndlessStream endless = new(soon);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => _world.Verifier.VerifyAsync(ContentSource.Of(endless, "endless"), Signature, TestPki.ValidationTime, cancellation: soon.Token));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stream_that_fails_is_an_answer(bool forLoading)
    {
        using FailingStream failing = new();
        VerificationReport report = Verify(ContentSource.Of(failing, "failing"), Signature, forLoading);
        Assert.Equal(Verdict.Indeterminate, report.Verdict);
        Assert.Contains(report.Findings, static f => f.Code == FindingCode.InputOutput);
    }

    [Fact]
    public void Inputs_without_findings_are_none_and_no_crash()
    {
        TrustInputs trust = new() { Anchors = [_world.Root], RevocationMode = RevocationMode.AllowUnknown, InputFindings = default };
        Assert.Equal(Verdict.Trusted, new PluginVerifier(trust, new TrustPolicy()).Verify(_plugin, TestPki.ValidationTime).Verdict);
    }

    [Theory]
    [InlineData("path")]
    [InlineData("stream")]
    public async Task Bytes_that_were_taken_when_the_reading_was_ended_are_given_back(string source)
    {
        string plugin = _world.PathOf("ended.wasm");
        await File.WriteAllBytesAsync(plugin, new byte[8 * 1024 * 1024], TestContext.Current.CancellationToken);
        int before = MemoryFiles();
        using CancellationTokenSource ended = new();
        using Content content = new(source, plugin);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.Verifier.GatherAsync(content.Source, Signature, forLoading: true, new Ending(ended), ended.Token));
        Assert.True(MemoryFiles() <= before, "the sealed memory is still open");
    }

    [Fact]
    public void An_empty_stream_cannot_be_held()
    {
        using MemoryStream empty = new();
        VerificationReport report = Verify(ContentSource.Of(empty, "empty"), Signature, forLoading: true);
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Null(report.Held);
    }

    private VerificationReport Verify(ContentSource content, SignatureSource signature, bool forLoading) => forLoading
        ? _world.Verifier.VerifyForLoading(content, signature, TestPki.ValidationTime)
        : _world.Verifier.Verify(content, signature, TestPki.ValidationTime);

    private PluginVerifier Requiring(string symbol) => new(
        new TrustInputs { Anchors = [_world.Root], RevocationMode = RevocationMode.AllowUnknown }, new TrustPolicy { Binary = new BinaryRequirements { RequiredSymbols = [new SymbolRequirement(symbol)] } });

    // Everything but where the file lies.
    private static string Told(VerificationReport report)
    {
        return string.Join('\n', [
            $"{report.Verdict} {report.Size} {report.Sha256} {report.ValidationTime:O} proof {report.Plugin is not null} held {report.Held is not null}",
            .. report.Checks.Select(static c => $"{c.Check}: {c.Result}"),
            .. report.Findings.Select(static f => f.ToString()),
            .. report.Signers.Select(static s => $"{s.Verdict} {s.Certificate?.Fingerprint} {s.Claim.Algorithm} {s.Time.TrustedTime:O} {s.Chain?.Certificates.Length}"),
        ]);
    }

    private sealed class Content : IDisposable
    {
        private readonly byte[] _bytes;
        private readonly PathWalk? _walk;
        private readonly MemoryStream? _stream;

        public Content(string source, string path)
        {
            _bytes = File.ReadAllBytes(path);
            _walk = source is "walk" ? PathWalk.WithoutRoot(path) : null;
            _stream = source is "stream" ? new MemoryStream(_bytes) : null;
            Source = _walk is not null ? ContentSource.Of(_walk) : _stream is not null ? ContentSource.Of(_stream, path) : source is "bytes" ? ContentSource.Of(_bytes, path) : ContentSource.At(path);
        }

        public ContentSource Source { get; }

        public void Spoil() => Array.Clear(_bytes);

        public void Dispose()
        {
            _walk?.Dispose();
            _stream?.Dispose();
        }
    }

    // By this test's plugin's name: other tests hold others meanwhile.
    private static int MemoryFiles() => OperatingSystem.IsLinux()
        ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(static f => new FileInfo(f).LinkTarget?.Contains("plugin:ended.wasm", StringComparison.Ordinal) == true)
        : 0;

    private sealed class Ending(CancellationTokenSource ended) : IProgress<long>
    {
        public void Report(long value) => ended.Cancel();
    }

    private sealed class EndlessStream(CancellationTokenSource soon) : MemoryStream
    {
        private int _reads;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (++_reads == 100)
            {
                await soon.CancelAsync();
            }

            cancellationToken.ThrowIfCancellationRequested();
            return buffer.Length;
        }
    }

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("the line is down");

        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("the line is down");
    }
}
