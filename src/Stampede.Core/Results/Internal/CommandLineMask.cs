namespace Stampede.Results;

/// <summary>See <see cref="SecretMask.CommandLine"/>.</summary>
internal static class CommandLineMask
{
    public static IReadOnlyList<string> Apply(IReadOnlyList<string> arguments, SecretNames secrets)
    {
        var masked = new List<string>(arguments.Count);
        var isValue = false;
        foreach (var argument in arguments)
        {
            // Whatever follows a secret option is its value, even where it begins with a hyphen: tokens do.
            masked.Add(isValue ? SecretMask.Mask : Argument(argument, secrets));
            isValue = !isValue && argument.StartsWith('-') && argument.AsSpan().IndexOfAny('=', ':') < 0 && secrets.Contains(argument);
        }

        return masked;
    }

    private static string Argument(string argument, SecretNames secrets)
    {
        var end = argument.AsSpan().IndexOfAny('=', ':');
        var name = end < 0 ? "" : argument[..end];
        return end > 0 && !name.AsSpan().ContainsAny(" /\"'{") && secrets.Contains(name)
            ? argument[..(end + 1)] + SecretMask.Mask
            : UrlMask.Apply(TextMask.Apply(argument));
    }
}
