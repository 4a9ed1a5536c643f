using System.Text;
using PluginSign.Certificates.Revocation;
using PluginSign.Files;
using PluginSign.Findings;
using PluginSign.Policies;
using PluginSign.Signing;
using PluginSign.Verification;

namespace PluginSign.Tests.Verification;

/// <summary>The binary is parsed last, only after its signature is trusted, and only when something was asked of it.</summary>
public sealed class BinaryGateTests : IDisposable
{
    // \0asm, version 1; type () -> (); one function of it; exports it as "run"; its empty body.
    private static readonly byte[] s_module = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 7, 1, 3, 0x72, 0x75, 0x6e, 0, 0, 10, 4, 1, 2, 0, 0x0b];

    private static readonly TestPki Ours = TestPki.Create("Ours");
    private static readonly TestPki Theirs = TestPki.Create("Theirs");

    private readonly string _folder = Directory.CreateTempSubdirectory("pluginsign-").FullName;

    private string Plugin => Path.Combine(_folder, "plugin.wasm");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_required_symbol_that_is_missing_refuses_and_one_that_is_there_does_not()
    {
        Write(s_module, Ours);
        VerificationReport missing = Verify(Requiring("plugin_init"));
        Assert.Equal(Verdict.Refused, missing.Verdict);
        Assert.Null(missing.Plugin);
        Assert.Equal(FindingCode.SymbolMissing, Assert.Single(missing.Findings, static f => f.Severity == Severity.Error).Code);
        AssertChecks(missing, CheckResult.Passed, CheckResult.Refused);

        VerificationReport found = Verify(Requiring("run"));
        Assert.Equal(Verdict.Trusted, found.Verdict);
        Assert.NotNull(found.Plugin);
        Assert.Null(found.Held); // not asked to be held
        AssertChecks(found, CheckResult.Passed, CheckResult.Passed);
    }

    [Fact]
    public void Nothing_asked_is_not_evaluated_and_the_binary_is_not_parsed()
    {
        Write(Encoding.ASCII.GetBytes("no binary at all"), Ours);
        VerificationReport report = Verify(null);
        Assert.Equal(Verdict.Trusted, report.Verdict);
        AssertChecks(report, CheckResult.NotEvaluated, CheckResult.NotEvaluated);
    }

    [Fact]
    public void A_binary_that_cannot_be_read_is_refused_when_something_is_asked_of_it()
    {
        Write(Encoding.ASCII.GetBytes("no binary at all"), Ours);
        VerificationReport report = Verify(new BinaryRequirements());
        Assert.Equal(Verdict.Refused, report.Verdict);
        Assert.Contains(report.Findings, static f => f.Code == FindingCode.BinaryFormatUnknown);
        AssertChecks(report, CheckResult.Refused, CheckResult.NotEvaluated);
    }

    [Fact]
    public void Hostile_bytes_are_parsed_only_after_the_signature_and_the_chain_are_good()
    {
        Write(Encoding.ASCII.GetBytes("no binary at all"), Theirs);
        VerificationReport stranger = Verify(Requiring("run"));
        Assert.Equal(Verdict.Refused, stranger.Verdict);
        Assert.DoesNotContain(stranger.Findings, static f => f.Check is Check.Binary or Check.Symbols);
        AssertChecks(stranger, CheckResult.NotEvaluated, CheckResult.NotEvaluated);

        Write(s_module, Ours);
        byte[] changed = [.. s_module];
        changed[^1] ^= 1;
        File.WriteAllBytes(Plugin, changed);
        AssertChecks(Verify(Requiring("run")), CheckResult.NotEvaluated, CheckResult.NotEvaluated);
    }

    [Fact]
    public void Requirements_of_the_binary_alone_leave_the_symbols_not_evaluated()
    {
        Write(s_module, Ours);
        VerificationReport report = Verify(BinaryProfiles.WasmSandboxed with { AllowedImports = null });
        Assert.Equal(Verdict.Trusted, report.Verdict);
        AssertChecks(report, CheckResult.Passed, CheckResult.NotEvaluated);
        VerificationReport native = Verify(BinaryProfiles.NativeStrict);
        Assert.Equal(Verdict.Refused, native.Verdict);
        AssertChecks(native, CheckResult.Refused, CheckResult.NotEvaluated);
    }

    [Fact]
    public void Loading_hands_out_the_bytes_that_were_inspected()
    {
        Write(s_module, Ours);
        VerificationReport report = Verifier(Requiring("run")).VerifyForLoading(Plugin, TestPki.ValidationTime);
        using HeldPlugin? plugin = report.Held;
        Assert.NotNull(plugin);
        Assert.True(plugin.Snapshot.Read(static b => b.Span.SequenceEqual(s_module)));
    }

    private static BinaryRequirements Requiring(string symbol) => new() { RequiredSymbols = [new SymbolRequirement(symbol)] };

    private static void AssertChecks(VerificationReport report, CheckResult binary, CheckResult symbols)
    {
        Assert.Equal(binary, Assert.Single(report.Checks, static c => c.Check == Check.Binary).Result);
        Assert.Equal(symbols, Assert.Single(report.Checks, static c => c.Check == Check.Symbols).Result);
    }

    private VerificationReport Verify(BinaryRequirements? required) => Verifier(required).Verify(Plugin, TestPki.ValidationTime);

    private static PluginVerifier Verifier(BinaryRequirements? required) => new(new TrustInputs { Anchors = [Ours.Root.Certificate], RevocationMode = RevocationMode.AllowUnknown }, new TrustPolicy { Binary = required });

    private void Write(byte[] content, TestPki pki)
    {
        File.WriteAllBytes(Plugin, content);
        Assert.True(PluginFile.Open(Plugin).TryGetValue(out PluginFile? file));
        using (file)
        {
            Assert.True(PluginImage.Read(file, []).TryGetValue(out PluginImage? image));
            Assert.True(SigningCredential.FromPem(Encoding.ASCII.GetBytes(pki.Signer.KeyPem), Encoding.ASCII.GetBytes(pki.Signer.Pem), Encoding.ASCII.GetBytes(pki.Intermediate.Pem), []).TryGetValue(out SigningCredential? credential));
            using (credential)
            {
                File.WriteAllBytes(Plugin + PluginVerifier.SignatureSuffix, PluginSigner.Sign(image.Digests, credential, new SigningOptions { SigningTime = TestPki.ValidationTime.AddDays(-1) }));
            }
        }
    }
}
