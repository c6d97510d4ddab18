namespace Stampede.Baselines.Compatible;

/// <summary>A service in a file of the scripts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Metrics">Its numbers, in order.</param>
public sealed record ScriptService(string Name, IReadOnlyList<KeyValuePair<string, ScriptNumber>> Metrics)
{
    /// <summary>When it was taken, as it is written; null where that is not said.</summary>
    public string? Timestamp { get; init; }

    /// <summary>A number by its name; null where it is not there.</summary>
    public ScriptNumber? Find(string metric)
    {
        foreach (var (name, value) in Metrics)
        {
            if (name == metric)
            {
                return value;
            }
        }

        return null;
    }
}
