namespace PluginSign.Cli.Tests;

/// <summary>How a slow server goes on after what it said first.</summary>
internal enum SlowServerEnd
{
    /// <summary>It says nothing more and keeps the line.</summary>
    Waits = 0,

    /// <summary>A byte now and then, without end.</summary>
    Trickles = 1,

    /// <summary>A few bytes, and the line is cut.</summary>
    HangsUp = 2,
}
