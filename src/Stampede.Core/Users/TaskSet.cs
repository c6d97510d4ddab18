using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Stampede.Engine;

namespace Stampede;

/// <summary>
/// What a user does for a while: a class with tasks of its own, chosen by weight, and with sets inside. It is entered when it is chosen as a task would be (a class with
/// <see cref="TaskAttribute"/> inside the user class or another set, or <see cref="UsesTaskSetAttribute{TSet}"/>), made anew each time, and left by <see cref="Interrupt"/>; without
/// that the user stays in it. Constructor parameters come from <see cref="LoadTest.Services"/>.
/// </summary>
public abstract class TaskSet
{
    private User? _user;

    /// <summary>Whose set it is.</summary>
    /// <exception cref="InvalidOperationException">In a constructor: the set has no user yet.</exception>
    public User User =>
        _user ?? throw new InvalidOperationException($"{GetType().Name} has no user yet: use this from OnStart on, not in a constructor.");

    /// <summary>The set that it was entered from; null where that was the user itself.</summary>
    public TaskSet? Parent { get; private set; }

    /// <summary>The pause after each of its tasks; default <see cref="WaitTime.Inherited"/>: the enclosing set's, or the user's.</summary>
    public virtual WaitTime WaitTime => WaitTime.Inherited;

    /// <summary>Sends requests, each measured: the user's.</summary>
    /// <exception cref="InvalidOperationException">The user is no <see cref="HttpUser"/>, or there is none yet.</exception>
    protected HttpSession Http => User is HttpUser user
        ? user.Http
        : throw new InvalidOperationException($"{GetType().Name} uses Http, and {User.GetType().Name} is no HttpUser: derive it from HttpUser.");

    /// <summary>The user's own random numbers; they repeat with the run's seed.</summary>
    protected Random Random => User.Random;

    /// <summary>The user's number in the run, from 0.</summary>
    protected int Number => User.Number;

    /// <summary>Cancelled when the run ends its users. Pass it to other clients that the user awaits.</summary>
    protected CancellationToken Stopping => User.Stopping;

    /// <summary>Runs when the set is entered, before its first task. If it throws, or a <c>Require</c> in it fails, the set is left, without its <see cref="OnStop"/>.</summary>
    protected internal virtual ValueTask OnStart() => default;

    /// <summary>Runs when the set is left: by <see cref="Interrupt"/>, or because the user stops (inner sets first, then the user's own).</summary>
    protected internal virtual ValueTask OnStop() => default;

    /// <summary>Leaves this set, and those entered inside it: ends the present task, runs <see cref="OnStop"/>; the enclosing set or user goes on.</summary>
    /// <param name="reschedule">True (default): with its next task at once. False: after its pause.</param>
    /// <exception cref="TaskSetInterruptedException">Always: that is how the task ends.</exception>
    [DoesNotReturn]
    protected void Interrupt(bool reschedule = true) => throw new TaskSetInterruptedException(this, reschedule);

    /// <summary>The value of one of the test's own options in this run.</summary>
    /// <param name="option">One that <see cref="LoadTest.Options"/> lists. An array is shared by all users: do not change it.</param>
    /// <exception cref="InvalidOperationException">The test does not list it.</exception>
    protected T Option<T>(CustomOption<T> option) => User.Option(option);

    /// <inheritdoc cref="User.Data{T}"/>
    protected T Data<T>() => User.Data<T>();

    /// <inheritdoc cref="User.EndUser"/>
    [DoesNotReturn]
    protected void EndUser() => User.EndUser();

    /// <inheritdoc cref="User.EndTest"/>
    [DoesNotReturn]
    protected void EndTest(string reason) => User.EndTest(reason);

    /// <summary>Waits within a task. Settles the user's open response.</summary>
    /// <param name="seconds">0 or more; 0 lets other users go first.</param>
    /// <exception cref="UserStoppedException">The run stops.</exception>
    protected ValueTask Wait(double seconds) => User.Wait(seconds);

    /// <summary>Counts a named check: a rate in statistics and thresholds that fails nothing by itself.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ok">Whether it held.</param>
    /// <returns><paramref name="ok"/>, so that it can be acted on.</returns>
    protected bool Check(string name, bool ok) => User.Check(name, ok);

    /// <inheritdoc cref="User.Counter"/>
    protected void Counter(string name, double value = 1) => User.Counter(name, value);

    /// <inheritdoc cref="User.Gauge"/>
    protected void Gauge(string name, double value) => User.Gauge(name, value);

    /// <inheritdoc cref="User.Rate"/>
    protected void Rate(string name, bool isTrue) => User.Rate(name, isTrue);

    /// <inheritdoc cref="User.Trend"/>
    protected void Trend(string name, double value) => User.Trend(name, value);

    /// <inheritdoc cref="User.Transaction(string, Func{ValueTask})"/>
    protected ValueTask Transaction(string name, Func<ValueTask> body) => User.Transaction(name, body);

    /// <inheritdoc cref="User.Transaction{T}(string, Func{ValueTask{T}})"/>
    protected ValueTask<T> Transaction<T>(string name, Func<ValueTask<T>> body) => User.Transaction(name, body);

    /// <inheritdoc cref="User.Measure(string, Func{ValueTask}, string)"/>
    [OverloadResolutionPriority(1)]
    protected ValueTask Measure(string name, Func<ValueTask> call, string method = "CALL") => User.Measure(name, call, method);

    /// <inheritdoc cref="User.Measure(string, Func{Task}, string)"/>
    protected ValueTask Measure(string name, Func<Task> call, string method = "CALL") => User.Measure(name, call, method);

    /// <inheritdoc cref="User.Measure{T}(string, Func{ValueTask{T}}, string)"/>
    [OverloadResolutionPriority(1)]
    protected ValueTask<T> Measure<T>(string name, Func<ValueTask<T>> call, string method = "CALL") => User.Measure(name, call, method);

    /// <inheritdoc cref="User.Measure{T}(string, Func{Task{T}}, string)"/>
    protected ValueTask<T> Measure<T>(string name, Func<Task<T>> call, string method = "CALL") => User.Measure(name, call, method);

    /// <summary>Runs code that blocks (a synchronous client, a long computation) on the thread pool, so that other users go on.</summary>
    /// <param name="work">What to run.</param>
    protected ValueTask Blocking(Action work) => User.Blocking(work);

    /// <summary>Runs code that blocks on the thread pool, and gives its result.</summary>
    /// <param name="work">What to run.</param>
    protected ValueTask<T> Blocking<T>(Func<T> work) => User.Blocking(work);

    /// <inheritdoc cref="User.Next{T}"/>
    protected T Next<T>(Feeder<T> feeder) => User.Next(feeder);

    internal void Attach(User user, TaskSet? parent) => (_user, Parent) = (user, parent);
}

/// <summary>A <see cref="TaskSet"/> that knows the class of its user.</summary>
/// <typeparam name="TUser">The user class, or a base of those that use the set.</typeparam>
public abstract class TaskSet<TUser> : TaskSet
    where TUser : User
{
    /// <inheritdoc cref="TaskSet.User"/>
    public new TUser User => (TUser)base.User;
}
