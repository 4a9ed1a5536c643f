namespace PluginSign.Cli.Tests;

public sealed class CommandLineTests
{
    /// <summary>A clock that breaks stands for any bug: the command says so in one line, and never ends with 0.</summary>
    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("broken\n  at nowhere\u001b[2J");
    }

    /// <summary>A full disk or a closed pipe below stdout.</summary>
    private sealed class FullWriter : StringWriter
    {
        public override void Flush() => throw new LostResultException("no space left");
    }

    [Fact]
    public void A_bug_is_one_line_without_a_stack_trace_and_not_zero()
    {
        using StringWriter output = new();
        using StringWriter error = new();
        ExitCode code = CommandLine.Run(["verify", "x.so", "--ca", "ca.pem"], Of(output, error, new BrokenClock()));
        Assert.Equal(ExitCode.NotEvaluated, code);
        Assert.Empty(output.ToString());
        Assert.Equal("internal error: InvalidOperationException: broken\\u{a}  at nowhere\\u{1b}[2J\n", error.ToString());
    }

    [Fact]
    public void A_result_that_cannot_be_printed_is_not_zero()
    {
        using FullWriter output = new();
        using StringWriter error = new();
        Assert.Equal(ExitCode.NotEvaluated, CommandLine.Run(["--version"], Of(output, error, new FixedClock())));
        Assert.Equal("could not be evaluated\n  the result could not be written to stdout\n  found    no space left\n", error.ToString());
    }

    [Fact]
    public void Several_codes_end_as_the_worst_in_the_order_2_3_1_0()
    {
        Assert.Equal(ExitCode.Done, ExitCodes.Worst([ExitCode.Done, ExitCode.Done]));
        Assert.Equal(ExitCode.Refused, ExitCodes.Worst([ExitCode.Done, ExitCode.Refused, ExitCode.Done]));
        Assert.Equal(ExitCode.NotEvaluated, ExitCodes.Worst([ExitCode.Refused, ExitCode.NotEvaluated, ExitCode.Done]));
        Assert.Equal(ExitCode.Usage, ExitCodes.Worst([ExitCode.NotEvaluated, ExitCode.Usage, ExitCode.Refused]));
    }

    [Fact]
    public void No_input_at_all_is_not_a_success() => Assert.Equal(ExitCode.Refused, ExitCodes.Worst([]));

    [Fact]
    public void Colour_is_for_terminals_and_NO_COLOR_forbids_it()
    {
        using StringWriter writer = new();
        Surroundings terminal = Of(writer, writer, new FixedClock()) with { OutputIsTerminal = true };
        Assert.True(terminal.ColourOnOutput);
        Assert.False((terminal with { OutputIsTerminal = false }).ColourOnOutput);
        Assert.False((terminal with { Variable = static name => name is "NO_COLOR" ? "1" : null }).ColourOnOutput);
    }

    [Fact]
    public void On_a_terminal_the_words_are_the_same_and_colour_comes_on_top()
    {
        using StringWriter plain = new();
        using StringWriter coloured = new();
        string[] arguments = ["verify", "no-such-plugin.so", "--ca", "no-such-ca.pem"];
        CommandLine.Run(arguments, Of(TextWriter.Null, plain, new FixedClock()));
        CommandLine.Run(arguments, Of(TextWriter.Null, coloured, new FixedClock()) with { ErrorIsTerminal = true });
        Assert.DoesNotContain('\u001b', plain.ToString());
        Assert.Contains('\u001b', coloured.ToString());
        Assert.Equal(plain.ToString(), System.Text.RegularExpressions.Regex.Replace(coloured.ToString(), "\u001b\\[[0-9;]*m", string.Empty, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static Surroundings Of(TextWriter output, TextWriter error, TimeProvider clock) => new()
    {
        Output = output,
        Error = error,
        Clock = clock,
        Variable = static _ => null,
    };
}
