using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Stampede.Engine;
using Stampede.Metrics;

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

    /// <summary>Adds to a metric of the test's own that is a sum: orders placed, documents found.</summary>
    /// <param name="name">Its name, for thresholds and the summary; no other kind of metric has it.</param>
    /// <param name="value">0 or more; default 1.</param>
    /// <exception cref="InvalidOperationException">The name is that of a metric of another kind.</exception>
    protected internal void Counter(string name, double value = 1) => Sample(CustomMetricKind.Counter, name, value, 0);

    /// <summary>Sets a metric of the test's own that goes up and down: the length of a queue. The last value counts; lowest and highest are kept.</summary>
    /// <param name="name">Its name, for thresholds and the summary; no other kind of metric has it.</param>
    /// <param name="value">Any number.</param>
    /// <exception cref="InvalidOperationException">The name is that of a metric of another kind.</exception>
    protected internal void Gauge(string name, double value) => Sample(CustomMetricKind.Gauge, name, value, double.MinValue);

    /// <summary>Counts whether something was so, in a metric of the test's own that is a share. (What should be so is a <see cref="Check"/>.)</summary>
    /// <param name="name">Its name, for thresholds and the summary; no other kind of metric has it.</param>
    /// <param name="isTrue">Whether it was.</param>
    /// <exception cref="InvalidOperationException">The name is that of a metric of another kind.</exception>
    protected internal void Rate(string name, bool isTrue) => Sample(CustomMetricKind.Rate, name, isTrue ? 1 : 0, 0);

    /// <summary>Adds to a metric of the test's own that is a distribution: the hits of a search, the seconds until a job was done.</summary>
    /// <param name="name">Its name, for thresholds and the summary; no other kind of metric has it.</param>
    /// <param name="value">
    /// 0 or more, in any unit, kept to three decimals and three significant digits. Percentiles tell apart up to 3,600,000: choose a larger unit above that.
    /// </param>
    /// <exception cref="InvalidOperationException">The name is that of a metric of another kind.</exception>
    protected internal void Trend(string name, double value) => Sample(CustomMetricKind.Trend, name, value, 0);

    /// <summary>
    /// Measures a group of requests under a name: from the start of the code to its end, without the user's own pauses (<see cref="Wait"/>). It fails when a
    /// request or measured call settled inside it fails, or when it throws; what the stop of the run cuts off does not count. Settles the open response
    /// before and after. Requests inside count under their own names as well. One transaction inside another is shown as <c>checkout / pay</c>.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="body">What it consists of.</param>
    protected internal async ValueTask Transaction(string name, Func<ValueTask> body) => await TransactionRun.Run(Context, name, async () =>
    {
        await body();
        return true;
    });

    /// <inheritdoc cref="Transaction(string, Func{ValueTask})"/>
    /// <returns>What the code returns.</returns>
    protected internal ValueTask<T> Transaction<T>(string name, Func<ValueTask<T>> body) => TransactionRun.Run(Context, name, body);

    /// <summary>
    /// Measures a call of any other client (SQL, gRPC, a queue) as a request: it settles the user's open response, counts under its name and method, without a status,
    /// and fails when it throws, for the kind <see cref="FailureKind.Exception"/>. What is awaited in it may go on on any thread; afterwards the user is on its event loop again.
    /// </summary>
    /// <param name="name">The name of its statistics.</param>
    /// <param name="call">The call. Pass <see cref="Stopping"/> on to the client, so that the end of the run can end it; it then counts as unfinished.</param>
    /// <param name="method">What stands before the name, as a method does; default <c>CALL</c>.</param>
    /// <exception cref="RequirementException">It threw: the iteration ends, and the failure has counted. What it threw is the inner exception.</exception>
    /// <exception cref="UserStoppedException">The run stops.</exception>
    [OverloadResolutionPriority(1)]
    protected internal async ValueTask Measure(string name, Func<ValueTask> call, string method = "CALL") => await MeasuredCall.Run(Context, method, name, async () =>
    {
        await call();
        return true;
    });

    /// <inheritdoc cref="Measure(string, Func{ValueTask}, string)"/>
    protected internal async ValueTask Measure(string name, Func<Task> call, string method = "CALL") => await MeasuredCall.Run(Context, method, name, async () =>
    {
        await call();
        return true;
    });

    /// <inheritdoc cref="Measure(string, Func{ValueTask}, string)"/>
    /// <returns>What the call gives.</returns>
    [OverloadResolutionPriority(1)]
    protected internal ValueTask<T> Measure<T>(string name, Func<ValueTask<T>> call, string method = "CALL") => MeasuredCall.Run(Context, method, name, call);

    /// <inheritdoc cref="Measure(string, Func{ValueTask}, string)"/>
    /// <returns>What the call gives.</returns>
    protected internal ValueTask<T> Measure<T>(string name, Func<Task<T>> call, string method = "CALL") =>
        MeasuredCall.Run(Context, method, name, async () => await call());

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

    /// <summary>The next row of a feeder, which the users of the run share.</summary>
    /// <param name="feeder">Best in a static field of the user class, where it is found and checked before the run.</param>
    /// <exception cref="UserStoppedException">It ran dry, and its policy is to end the user: let it pass; this user's <see cref="OnStop"/> runs, other users go on.</exception>
    /// <exception cref="LoadTestException">It was not found before the run, and something is wrong with it; or its file has changed since.</exception>
    protected internal T Next<T>(Feeder<T> feeder) => Context.Feeders.Of(feeder).TryNext(Context.Random, out var row) ? row : throw Context.RunDry(feeder.Name);

    internal virtual void Attach(UserContext context) => _context = context;

    private void Sample(CustomMetricKind kind, string name, double value, double least)
    {
        if (!double.IsFinite(value) || value < least)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), value, $"The metric '{name}' is a {kind.ToString().ToLowerInvariant()}: its values are {(least < 0 ? "numbers" : "0 or more")}.");
        }

        var id = Context.Recorder.MetricId(kind, name);
        Context.Shard.Metric(id, kind, value);
        if (kind == CustomMetricKind.Trend && value > CustomMetricStats.LargestTrend)
        {
            Context.Recorder.ClampedTrend(id);
        }
    }
}
