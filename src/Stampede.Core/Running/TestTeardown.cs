using Stampede.Engine;
using Stampede.Results;

namespace Stampede;

/// <summary>What <see cref="Hooks.Teardown"/> gets.</summary>
public sealed class TestTeardown
{
    /// <summary>What the run was to do.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>The base address of the system under test, user info included; null where every request is absolute.</summary>
    public string? Host { get; init; }

    /// <summary>The test's services; null without any.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>Cancelled when the time for it is over (<see cref="Hooks.TeardownTimeout"/>). Not by Ctrl-C.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal TestData SetupData { get; init; } = TestData.None;

    /// <summary>What <see cref="Hooks.Setup"/> returned.</summary>
    /// <exception cref="InvalidOperationException">It returned none, or another type.</exception>
    public T Data<T>() => SetupData.Of<T>();
}
