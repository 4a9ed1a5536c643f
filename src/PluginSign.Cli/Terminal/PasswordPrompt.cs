using System.Text;

namespace PluginSign.Cli.Terminal;

/// <summary>Asks for a password on the terminal, without echo.</summary>
internal static class PasswordPrompt
{
    /// <summary>The password; null when it was left empty.</summary>
    public static string? Ask(string question)
    {
        Console.Error.Write(question);
        StringBuilder password = new();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.Error.WriteLine();
                    return password.Length == 0 ? null : password.ToString();
                case ConsoleKey.Backspace:
                    password.Length = Math.Max(0, password.Length - 1);
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        password.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }
}
