namespace Example;

public static class Greeter
{
    public static string Greet(string name) => $"Hello, {name}, from a .NET plugin";
}
