namespace PluginSign.Certificates;

/// <summary>How a name stands to a constraint. The value 0 refuses.</summary>
internal enum NameMatch
{
    /// <summary>The name or the constraint is malformed, or of a kind that is not understood.</summary>
    Unclear = 0,

    /// <summary>The name lies outside the subtree.</summary>
    Outside = 1,

    /// <summary>The name lies inside the subtree.</summary>
    Inside = 2,
}
