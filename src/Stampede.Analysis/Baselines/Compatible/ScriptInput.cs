namespace Stampede.Baselines.Compatible;

/// <summary>What the scripts read.</summary>
public enum ScriptInput
{
    /// <summary>Whichever the file is.</summary>
    Auto,

    /// <summary>Locust's CSV.</summary>
    Csv,

    /// <summary>JSON.</summary>
    Json,
}
