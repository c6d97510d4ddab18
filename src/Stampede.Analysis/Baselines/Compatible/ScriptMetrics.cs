namespace Stampede.Baselines.Compatible;

/// <summary>What a file of the scripts holds: services in order, each with its metrics in order.</summary>
/// <param name="Services">The services.</param>
public sealed record ScriptMetrics(IReadOnlyList<ScriptService> Services)
{
    /// <summary>A service by its name; null where it is not there.</summary>
    public ScriptService? Find(string name) => Services.FirstOrDefault(s => s.Name == name);
}
