namespace PluginSign.Cli;

/// <summary>stdout does not take the result: it is closed, full, or its reader has gone. Exit 3, whatever the result is.</summary>
internal sealed class LostResultException : IOException
{
    public LostResultException()
    {
    }

    public LostResultException(string message)
        : base(message)
    {
    }

    public LostResultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
