using PluginSign.Findings;

namespace PluginSign.Verification.Reports;

/// <summary>
/// Writes one report over any number of files, in whatever form: <see cref="Begin"/> once, <see cref="Write"/> for each file as soon as it is known, <see cref="Finish"/> once.
/// What was written need not be kept.
/// </summary>
public interface IReportWriter
{
    /// <summary>Begins the report.</summary>
    /// <param name="validationTime">The time for which everything is judged.</param>
    public void Begin(DateTimeOffset validationTime);

    /// <summary>One more file.</summary>
    public void Write(ReportResult result);

    /// <summary>Ends the report.</summary>
    /// <param name="verdict">The answer for all files together, which whoever ran over them knows.</param>
    public void Finish(Verdict verdict);
}
