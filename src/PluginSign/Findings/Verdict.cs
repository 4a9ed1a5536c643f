namespace PluginSign.Findings;

/// <summary>The answer to "may these bytes run in my process?". The value 0 refuses.</summary>
public enum Verdict
{
    /// <summary>No: at least one check says so.</summary>
    Refused = 0,

    /// <summary>Neither yes nor no: something that the answer depends on could not be read or reached.</summary>
    Indeterminate = 1,

    /// <summary>Yes: every check that applies has passed.</summary>
    Trusted = 2,
}
