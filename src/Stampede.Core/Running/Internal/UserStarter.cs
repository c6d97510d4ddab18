using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Makes the users of a run: their numbers, and what all of them share.</summary>
internal sealed class UserStarter(RunSetup setup, HttpEngine engine, UserCounts[] counts, CancellationToken stopping)
{
    private readonly MetricsShard[] _shards = [.. engine.Loops.Select(_ => setup.Recorder.NewShard())];
    private int _users;

    public RunSetup Setup => setup;

    public IReadOnlyList<EventLoop> Loops => engine.Loops;

    /// <summary>Makes a user for a loop of the starter's choice.</summary>
    public UserRunner Next(UserClass userClass, IUserSource source, CountLimit? requests)
    {
        var number = Interlocked.Increment(ref _users) - 1;
        return Make(userClass, source, requests, engine.Loops[number % engine.Loops.Count], number);
    }

    /// <summary>Makes a user for a loop.</summary>
    public UserRunner Next(UserClass userClass, IUserSource source, CountLimit? requests, EventLoop loop) =>
        Make(userClass, source, requests, loop, Interlocked.Increment(ref _users) - 1);

    private UserRunner Make(UserClass userClass, IUserSource source, CountLimit? requests, EventLoop loop, int number)
    {
        counts[userClass.Index].Start();
        return new UserRunner(setup, userClass, counts[userClass.Index], source, requests, _shards[loop.Index], loop, engine, number, stopping);
    }
}
