namespace Stampede.Engine;

/// <summary>A system under test that a suite starts as a process of its own, and stops.</summary>
internal sealed record SuiteService
{
    /// <summary>Its name: <c>${name}</c> elsewhere in the file is its base address.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in the suite file.</summary>
    public required long Line { get; init; }

    /// <summary>An ASP.NET Core project, built as Release and started on a free port; null where a command is given.</summary>
    public string? Project { get; init; }

    /// <summary>A program and its arguments; empty where a project is given. <c>{port}</c> becomes a free port.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Arguments of the project; may name services that stand before it.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables of its process; values may name services that stand before it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What must answer with a status below 400 before it is used: a path, or a whole URL; null for nothing.</summary>
    public string? Ready { get; init; }

    /// <summary>How long it may take to be ready.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether each test that uses it gets a fresh one.</summary>
    public bool Restart { get; init; }
}
