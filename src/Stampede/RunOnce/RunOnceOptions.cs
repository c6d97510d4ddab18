namespace Stampede;

/// <summary>How <see cref="LoadTestExtensions.RunOnce"/> runs one user.</summary>
public sealed record RunOnceOptions
{
    /// <summary>Its class; default the first of the test.</summary>
    public Type? UserClass { get; init; }

    /// <summary>Where it is printed; default the console.</summary>
    public TextWriter? Output { get; init; }

    /// <summary>Print the headers of requests and answers, and the first 1,000 bytes of their bodies, secrets masked; default false.</summary>
    public bool Details { get; init; }

    /// <summary>Keep the pauses between tasks; default false, which leaves them out. Those within a task are always kept.</summary>
    public bool Waits { get; init; }

    /// <summary>Base address instead of the test's.</summary>
    public string? Host { get; init; }

    /// <summary>The seed of all random choices; default: a new one, printed.</summary>
    public ulong? Seed { get; init; }
}
