using Stampede.Engine;
using Stampede.Results;

namespace Stampede;

/// <summary>What <see cref="Hooks.TestStop"/> gets.</summary>
public sealed class TestStop
{
    /// <summary>The result as it is known: all figures, without the verdict and the notes of the end.</summary>
    public required RunResult Result { get; init; }

    /// <summary>Adds notes to the result.</summary>
    public required IRunControl Run { get; init; }

    /// <summary>Cancelled when the time for it is over (<see cref="Hooks.TeardownTimeout"/>).</summary>
    public CancellationToken CancellationToken { get; init; }

    internal TestData SetupData { get; init; } = TestData.None;

    /// <summary>What <see cref="Hooks.Setup"/> returned.</summary>
    /// <exception cref="InvalidOperationException">It returned none, or another type.</exception>
    public T Data<T>() => SetupData.Of<T>();
}
