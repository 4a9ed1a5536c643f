namespace PluginSign.Tests.Binaries.DotNet;

/// <summary>A type whose signatures are known.</summary>
public sealed class Sample
{
    private int _calls;

    public static bool Validate(string text, ref int count)
    {
        count += text.Length;
        return count > 0;
    }

    public T Generic<T>(T[] items, Dictionary<string, List<T>> groups)
    {
        _calls++;
        return groups.Count > 0 ? groups.First().Value[0] : items[0];
    }

    public int[,] Grid(DateTime at, nint handle) => new int[at.Day, (int)handle + _calls];
}
