namespace Stampede.Metrics;

/// <summary>What a request's statistics are kept under: its method and its name (not its URL).</summary>
/// <param name="Method">The method as shown in tables: an HTTP method, or any short word for what is not HTTP.</param>
/// <param name="Name">The name, by default the path without its query.</param>
public readonly record struct RequestKey(string Method, string Name)
{
    /// <summary>Where requests beyond the limit of distinct names are counted.</summary>
    public static RequestKey Other { get; } = new("", "(other)");

    /// <summary>What intervals of an imported run hold where only the sum over all names is known.</summary>
    public static RequestKey All { get; } = new("", "(all)");

    /// <inheritdoc />
    public override string ToString() => Method.Length == 0 ? Name : $"{Method} {Name}";
}
