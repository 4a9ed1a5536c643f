using System.Diagnostics;
using PluginSign.Algorithms;
using PluginSign.Certificates;

namespace PluginSign.Tests.Certificates;

/// <summary>What a path costs beyond its signature checks. Printed; the test's own bound is loose, since test machines are shared.</summary>
public sealed class WarmPathTests(ITestOutputHelper output)
{
    [Fact]
    public void A_warm_path_costs_little_more_than_its_two_signature_checks()
    {
        TestPki pki = TestPki.Create();
        PathValidator validator = new([pki.Root.Certificate], [pki.Intermediate.Certificate]);
        Certificate signer = pki.Signer.Certificate;
        Certificate intermediate = pki.Intermediate.Certificate;
        Assert.True(pki.Root.Certificate.PublicKey.TryGetValue(out PublicKey? root));
        Assert.True(intermediate.PublicKey.TryGetValue(out PublicKey? issuer));
        (double whole, double bare) = (double.MaxValue, double.MaxValue);
        for (int round = 0; round < 15; round++)
        {
            whole = Math.Min(whole, Microseconds(() =>
                Assert.True(validator.Validate(signer, [intermediate], TestPki.ValidationTime, Judging.CodeSigning).Answer.Passed)));
            bare = Math.Min(bare, Microseconds(() => Assert.True(
                root.Verify(intermediate.SignatureScheme!, intermediate.ToBeSigned.Span, intermediate.Signature.Span)
                && issuer.Verify(signer.SignatureScheme!, signer.ToBeSigned.Span, signer.Signature.Span))));
        }

        double read = Microseconds(() => Assert.True(Certificate.Read(pki.Signer.Der).Passed));
        output.WriteLine($"path {whole:F1} us, its two signature checks {bare:F1} us, reading one certificate {read:F1} us");
        Assert.True(whole < 3 * bare, $"path {whole:F1} us, two signature checks {bare:F1} us");
    }

    private static double Microseconds(Action action)
    {
        const int Times = 100;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Times; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Times;
    }
}
