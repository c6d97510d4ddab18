using System.Diagnostics.CodeAnalysis;
using Stampede.Engine;

namespace Stampede;

/// <summary>
/// A virtual user: one object, one logical thread of control. A load test derives its user classes from this, or from <see cref="HttpUser"/>, and marks
/// what they do with <see cref="TaskAttribute"/>.
/// </summary>
public abstract class User
{
    private UserContext? _context;

    /// <summary>The pause between two iterations; default none.</summary>
    public virtual WaitTime WaitTime => WaitTime.None;

    /// <summary>How many users are of this class compared with other classes; 0 or more; default 1. Ignored with a <see cref="FixedCount"/>.</summary>
    public virtual double Weight => 1;

    /// <summary>How many users are of this class before weights count; 0 or more; default 0: weights decide.</summary>
    public virtual int FixedCount => 0;

    /// <summary>The base address of this class's requests; default null: the test's, or <c>--host</c>.</summary>
    public virtual string? Host => null;

    /// <summary>The user's own random numbers; they repeat with the run's seed.</summary>
    /// <exception cref="InvalidOperationException">In a constructor: the user is not in a run yet.</exception>
    protected internal Random Random => Context.Random;

    /// <summary>The user's number in the run, from 0, in order of starting.</summary>
    protected internal int Number => Context.Number;

    /// <summary>Cancelled when the run ends its users. Pass it to other clients that the user awaits.</summary>
    protected internal CancellationToken Stopping => Context.Stopping;

    internal UserContext Context =>
        _context ?? throw new InvalidOperationException($"{GetType().Name} is not in a run yet: use this from OnStart on, not in a constructor.");

    /// <summary>Runs once before the first iteration. If it throws, or a <c>Require</c> in it fails, the user starts again after its wait, then counts as lost.</summary>
    protected internal virtual ValueTask OnStart() => default;

    /// <summary>Runs once after the last iteration, if the start succeeded.</summary>
    protected internal virtual ValueTask OnStop() => default;

    /// <summary>The value of one of the test's own options in this run.</summary>
    /// <param name="option">One that <see cref="LoadTest.Options"/> lists. An array is shared by all users: do not change it.</param>
    /// <exception cref="InvalidOperationException">The test does not list it; or in a constructor: the user is not in a run yet.</exception>
    protected internal T Option<T>(CustomOption<T> option) => Context.Options.Of(option);

    /// <summary>What <see cref="Hooks.Setup"/> of the test returned; the same object for all users.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="InvalidOperationException">There is none, or it is of another type; or in a constructor: the user is not in a run yet.</exception>
    protected internal T Data<T>() => Context.Data.Of<T>();

    /// <summary>
    /// Ends this user now: the present task ends, and its <see cref="OnStop"/> runs (not where <see cref="OnStart"/> is what ends). It is no error, and no other user takes its place.
    /// </summary>
    /// <exception cref="UserStoppedException">Always: let it pass. Where it is swallowed, the user's next request or wait ends the user.</exception>
    [DoesNotReturn]
    protected internal void EndUser() => Context.EndUser();

    /// <summary>Ends the test now: the run stops as at its planned end, with the reason in its notes, and this user as by <see cref="EndUser"/>.</summary>
    /// <param name="reason">For those who read the result.</param>
    /// <exception cref="UserStoppedException">Always: let it pass. Where it is swallowed, the user's next request or wait ends the user.</exception>
    [DoesNotReturn]
    protected internal void EndTest(string reason)
    {
        Context.EndTest($"{Context.ClassName} ended the test: {reason}");
        Context.EndUser();
    }

    /// <summary>Waits within a task. Settles the user's open response.</summary>
    /// <param name="seconds">0 or more; 0 lets other users go first.</param>
    /// <exception cref="UserStoppedException">The run stops.</exception>
    protected internal ValueTask Wait(double seconds)
    {
        if (!(seconds >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "A pause is 0 seconds or longer.");
        }

        return Context.Pause((long)(Math.Min(seconds, 1e9) * 1e6));
    }

    /// <summary>Counts a named check: a rate in statistics and thresholds that fails nothing by itself.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ok">Whether it held.</param>
    /// <returns><paramref name="ok"/>, so that it can be acted on.</returns>
    protected internal bool Check(string name, bool ok)
    {
        Context.Shard.Check(Context.Recorder.CheckId(name), ok);
        return ok;
    }

    /// <summary>Runs code that blocks (a synchronous client, a long computation) on the thread pool, so that other users go on.</summary>
    /// <param name="work">What to run.</param>
    protected internal async ValueTask Blocking(Action work)
    {
        await Task.Run(work);
        await new LoopSwitch(Context.Loop, Context.Mark);
    }

    /// <summary>Runs code that blocks on the thread pool, and gives its result.</summary>
    /// <param name="work">What to run.</param>
    protected internal async ValueTask<T> Blocking<T>(Func<T> work)
    {
        var result = await Task.Run(work);
        await new LoopSwitch(Context.Loop, Context.Mark);
        return result;
    }

    internal virtual void Attach(UserContext context) => _context = context;
}
