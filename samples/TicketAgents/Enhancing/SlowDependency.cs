using Samples;

namespace TicketAgents.Enhancing;

/// <summary>The systems that a ticket's work waits for, as slow and as unreliable as the command line says.</summary>
internal sealed class SlowDependency(Latency latency, double failRate, Dice dice, TimeProvider clock)
{
    /// <summary>How long all calls for one ticket take together.</summary>
    public TimeSpan Draw() => latency.Of(dice.Normal());

    /// <summary>One call.</summary>
    /// <exception cref="DependencyException">It failed.</exception>
    public async Task Call(string what, TimeSpan time, CancellationToken cancellationToken)
    {
        await Task.Delay(time, clock, cancellationToken);
        if (dice.Uniform() < failRate)
        {
            throw new DependencyException($"{what} failed");
        }
    }
}
