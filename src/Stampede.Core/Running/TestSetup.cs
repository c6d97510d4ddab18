using Stampede.Engine;
using Stampede.Results;

namespace Stampede;

/// <summary>What <see cref="Hooks.Setup"/> gets.</summary>
public sealed class TestSetup
{
    /// <summary>What the run will do.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>The base address of the system under test, user info included; null where every request is absolute.</summary>
    public string? Host { get; init; }

    /// <summary>The test's services; null without any.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>Cancelled by Ctrl-C. A setup that throws then ends the run as interrupted.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal OptionValues Options { get; init; } = OptionValues.None;

    /// <inheritdoc cref="User.Option{T}"/>
    public T Option<T>(CustomOption<T> option) => Options.Of(option);
}
