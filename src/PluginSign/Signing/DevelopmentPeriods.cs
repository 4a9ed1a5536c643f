namespace PluginSign.Signing;

/// <summary>How long the certificates of a development CA are valid: each ends before its issuer.</summary>
/// <param name="From">The first second.</param>
internal sealed record DevelopmentPeriods(DateTimeOffset From)
{
    private const int RootYears = 5;
    private const int IntermediateYears = 3;
    private const int SignerYears = 1;

    public DateTimeOffset RootUntil => From.AddYears(RootYears);

    public DateTimeOffset IntermediateUntil => From.AddYears(IntermediateYears);

    public DateTimeOffset SignerUntil => From.AddYears(SignerYears);
}
