using Stampede.Engine;
using Stampede.Results;

namespace Stampede;

/// <summary>What <see cref="Hooks.TestStart"/> gets.</summary>
public sealed class TestStart
{
    /// <summary>What the run will do.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>The base address of the system under test, user info included; null where every request is absolute.</summary>
    public string? Host { get; init; }

    /// <summary>The seed of all random choices.</summary>
    public ulong Seed => Plan.Seed;

    /// <summary>Changes the run, stops it or adds notes; good until the run has ended, from any thread.</summary>
    public required IRunControl Run { get; init; }

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal TestData SetupData { get; init; } = TestData.None;

    /// <summary>What <see cref="Hooks.Setup"/> returned.</summary>
    /// <exception cref="InvalidOperationException">It returned none, or another type.</exception>
    public T Data<T>() => SetupData.Of<T>();
}
