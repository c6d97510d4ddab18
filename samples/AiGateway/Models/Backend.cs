namespace AiGateway.Models;

/// <summary>One of the machines that serve a model.</summary>
internal sealed class Backend(string name, FakeModel fake, BackendFault? fault, TimeProvider clock)
{
    private int _faults;
    private int _active;
    private long _restsUntil;

    public string Name { get; } = name;

    /// <summary>Completions under way.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Until when it comes last because it failed, as a timestamp of the clock; 0 for never failed.</summary>
    public long RestsUntil => Interlocked.Read(ref _restsUntil);

    public bool Rests => RestsUntil > clock.GetTimestamp();

    /// <summary>Begins to answer: comes back with the first token.</summary>
    /// <exception cref="BackendException">It is faulty.</exception>
    public async Task<Completion> Begin(ChatPrompt prompt, CancellationToken cancellationToken)
    {
        if (fault is not null && Interlocked.Increment(ref _faults) <= fault.Times)
        {
            if (fault.Status == 0)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            throw new BackendException(fault.Status, $"{Name} answered {fault.Status}");
        }

        Interlocked.Increment(ref _active);
        try
        {
            var completion = fake.Answer(prompt, () => Interlocked.Decrement(ref _active));
            await Task.Delay(completion.FirstToken, clock, cancellationToken);
            return completion;
        }
        catch
        {
            Interlocked.Decrement(ref _active);
            throw;
        }
    }

    public void RestFor(TimeSpan time) =>
        Interlocked.Exchange(ref _restsUntil, clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency));
}
