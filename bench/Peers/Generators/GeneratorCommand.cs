namespace Peers.Generators;

/// <summary>A generator's command, and how to read the number of requests that succeeded from what it printed.</summary>
internal sealed record GeneratorCommand(string FileName, IReadOnlyList<string> Arguments, Func<string, long> Requests)
{
    /// <summary>Where it leaves its own statistics of each second; null where it keeps none.</summary>
    public string? ResultFolder { get; init; }

    public override string ToString() => $"{Path.GetFileName(FileName)} {string.Join(' ', Arguments)}";
}
