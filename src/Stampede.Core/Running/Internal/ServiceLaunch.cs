namespace Stampede.Engine;

/// <summary>A program that can be started.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="WorkingDirectory">Where it starts; empty for the current directory.</param>
/// <param name="Address">Where it will listen, where that was chosen for it; null where its output must tell.</param>
internal sealed record ServiceLaunch(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory, Uri? Address)
{
    /// <summary>Variables beside those of this process; default none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
