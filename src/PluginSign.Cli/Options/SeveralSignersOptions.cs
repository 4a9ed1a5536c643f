using System.CommandLine;
using PluginSign.Policies;

namespace PluginSign.Cli.Options;

/// <summary>What several signers of one signature must be: every one trusted, or any, and from a date on both kinds of keys.</summary>
internal sealed class SeveralSignersOptions
{
    private readonly Option<bool> _any = new("--any-signer") { Description = "one trusted signer is enough, whatever became of the others" };

    private readonly Option<string> _postQuantum = new("--require-pq-after")
    {
        Description = "from then on (compared with the validation time) a classical and an ML-DSA signer must both be trusted",
        HelpName = "DATE",
    };

    public SeveralSignersOptions(Command command)
    {
        command.Add(_any);
        command.Add(_postQuantum);
    }

    public TrustPolicy Apply(ParseResult parsed, TrustPolicy policy)
    {
        // The option names one date for both, so that it can be given before the host can judge both kinds; the report says what was allowed.
        DateTimeOffset? date = parsed.GetValue(_postQuantum) is string text ? Rfc3339.ReadDay(_postQuantum.Name, text) : null;
        return policy with { AllowAnySigner = parsed.GetValue(_any), RequirePostQuantumAfter = date, AllowAnySignerBefore = date };
    }
}
