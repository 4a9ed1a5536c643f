using PluginSign.Cli.Commands.Verify;

namespace PluginSign.Cli.Tests.Commands.Verify;

/// <summary>Several files at once, and nobody can tell by the output.</summary>
public sealed class InOrderTests
{
    private static readonly string[] Files = [.. Enumerable.Range(0, 200).Select(static i => $"{i}")];

    [Fact]
    public void Results_come_in_the_order_of_the_files_whichever_is_done_first()
        => Assert.Equal(string.Join(' ', Files), string.Join(' ', InOrder.Of(Files, static f =>
        {
            Thread.Sleep(f.Length == 1 ? 5 : 0);
            return f;
        })));

    [Fact]
    public void What_throws_is_told_after_what_came_before_it_and_nothing_runs_on()
    {
        int running = 0;
        List<string> told = [];
        InvalidDataException thrown = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (string result in InOrder.Of(Files, f =>
            {
                Interlocked.Increment(ref running);
                Thread.Sleep(1);
                Interlocked.Decrement(ref running);
                return f is "17" ? throw new InvalidDataException("seventeen") : f;
            }))
            {
                told.Add(result);
            }
        });
        Assert.Equal("seventeen", thrown.Message);
        Assert.Equal(string.Join(' ', Files[..17]), string.Join(' ', told));
        Assert.Equal(0, Volatile.Read(ref running));
    }

    [Fact]
    public void No_more_is_begun_than_a_bounded_number_ahead_of_what_was_told()
    {
        int begun = 0;
        int told = 0;
        foreach (string _ in InOrder.Of(Files, f =>
        {
            Interlocked.Increment(ref begun);
            return f;
        }))
        {
            told++;
            Assert.True(Volatile.Read(ref begun) - told <= 8 * Environment.ProcessorCount);
        }

        Assert.Equal(Files.Length, told);
    }
}
