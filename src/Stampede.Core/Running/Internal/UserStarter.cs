using System.Collections.Concurrent;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Makes the users of a run: their numbers, and what all of them share.</summary>
internal sealed class UserStarter(RunSetup setup, HttpEngine engine, UserCounts[] counts, CancellationToken stopping)
{
    private readonly MetricsShard[] _shards = [.. engine.Loops.Select(_ => setup.Recorder.NewShard())];
    private readonly ConcurrentDictionary<(UserClass, string), SelectionMasks> _masks = new();
    private int _users;

    public RunSetup Setup => setup;

    public IReadOnlyList<EventLoop> Loops => engine.Loops;

    /// <summary>Makes a user for a loop of the starter's choice.</summary>
    public UserRunner Next(UserClass userClass, IUserSource source, PreparedPart part)
    {
        var number = Interlocked.Increment(ref _users) - 1;
        return Make(userClass, source, part, engine.Loops[number % engine.Loops.Count], number);
    }

    /// <summary>Makes a user for a loop.</summary>
    public UserRunner Next(UserClass userClass, IUserSource source, PreparedPart part, EventLoop loop) =>
        Make(userClass, source, part, loop, Interlocked.Increment(ref _users) - 1);

    private UserRunner Make(UserClass userClass, IUserSource source, PreparedPart part, EventLoop loop, int number)
    {
        counts[userClass.Index].Start();
        var masks = setup.Selections.Count == 0
            ? null
            : _masks.GetOrAdd((userClass, part.Part.Name), static (key, all) => new SelectionMasks(all, key.Item1, key.Item2), setup.Selections);
        return new UserRunner(setup, userClass, counts[userClass.Index], source, part.Requests, masks, _shards[loop.Index], loop, engine, number, stopping);
    }
}
