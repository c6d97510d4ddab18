using Stampede.Engine;

namespace Stampede;

/// <summary>How much load there is over time. Immutable. Wrong figures are reported when a run is prepared, all together.</summary>
public abstract class Load
{
    private protected Load(LoadSettings settings) => Settings = settings;

    internal LoadSettings Settings { get; }

    /// <summary>The load model, as it is stored: <c>users</c>.</summary>
    internal abstract string Kind { get; }

    /// <summary>One line for people, without its duration: <c>100 users, 10 started per second</c>.</summary>
    internal abstract string Figures { get; }

    /// <summary>The highest number of users at any time; in the open model the limit in flight, 0 where none is said.</summary>
    internal abstract int PeakUsers { get; }

    /// <summary>How long it takes if nothing else is said; null until it is stopped.</summary>
    internal virtual TimeSpan? OwnDuration => null;

    /// <summary>How long it takes, ramp included; null until it is stopped.</summary>
    internal TimeSpan? Duration => Settings.Duration ?? OwnDuration;

    /// <summary>One line for people.</summary>
    internal string Description => $"{Figures}, {(Duration is { } d ? $"for {TimeSpanText.Format(d)}" : "until stopped")}";

    /// <summary>A constant number of users, started at a rate: the closed model. The first starts at once, user k after k ÷ rate seconds.</summary>
    /// <param name="count">How many users; at least 1.</param>
    /// <param name="spawnRate">Users started per second; above 0; default 1, as in Locust.</param>
    public static Load Users(int count, double spawnRate = 1) => new UsersLoad(count, spawnRate);

    /// <summary>Levels of users one after the other. From no users on each stage goes to its level evenly, or at its spawn rate and then holds it; the last level stays.</summary>
    /// <param name="stages">For example <c>new(100, "1m"), new(100, "5m"), new(0, "30s")</c>: the first of the 100 starts after 0.6 s, the last at one minute.</param>
    public static Load Stages(params Stage[] stages) => new StagesLoad(stages ?? []);

    /// <summary>More users step by step. Each level lasts equally long, the last one too, and stays if the load goes on.</summary>
    /// <param name="from">Users of the first level; 0 or more.</param>
    /// <param name="to">Users of the last level; not below the first.</param>
    /// <param name="by">Users that each step adds, the last fewer if need be; 1 or more.</param>
    /// <param name="every">How long a level lasts: a time span above zero.</param>
    /// <param name="spawnRate">Users started per second in a step; above 0; default null, all at once.</param>
    public static Load Steps(int from, int to, int by, string every, double? spawnRate = null) => new StepsLoad(from, to, by, every, spawnRate);

    /// <summary>Some users from the start on, for a while many more, then as before, until the load ends.</summary>
    /// <param name="users">Users beside the spike; 0 or more.</param>
    /// <param name="peak">Users in the spike; more than beside it.</param>
    /// <param name="after">When the spike begins: a time span above zero after the load's start.</param>
    /// <param name="lasting">How long the spike lasts: a time span above zero. It must end before the load does.</param>
    /// <param name="spawnRate">Users started and stopped per second, in the spike and at the start; above 0; default null, all at once.</param>
    public static Load Spike(int users, int peak, string after, string lasting, double? spawnRate = null) => new SpikeLoad(users, peak, after, lasting, spawnRate);

    /// <summary>Two waves, as in Locust's example: the peaks are at a third and at two thirds of the duration.</summary>
    /// <param name="least">Users between the waves, from the start on; 0 or more.</param>
    /// <param name="firstPeak">Users at the first peak; not below <paramref name="least"/>.</param>
    /// <param name="secondPeak">Users at the second peak; not below <paramref name="least"/>.</param>
    /// <param name="duration">How long both take together: a time span above zero.</param>
    public static Load DoubleWave(int least, int firstPeak, int secondPeak, string duration) => new DoubleWaveLoad(least, firstPeak, secondPeak, duration);

    /// <summary>What a class of one's own says, once a second.</summary>
    /// <param name="shape">An object for this load alone.</param>
    public static Load Shape(LoadShape shape) => new ShapeLoad(shape);

    /// <summary>Iterations that arrive at a constant rate, whatever became of those before: the open model. Arrival n, from 0, is n ÷ rate seconds after the start.</summary>
    /// <param name="perSecond">Arrivals per second; above 0 to 10,000,000; fractions are allowed.</param>
    public static ArrivalLoad Arrivals(double perSecond) => Arrivals(RateText.Of(perSecond));

    /// <summary>Iterations that arrive at a constant rate, whatever became of those before: the open model. Arrival n, from 0, is n ÷ rate seconds after the start.</summary>
    /// <param name="rate">Arrivals per second, minute or hour: <c>50/s</c>, <c>90/m</c>, <c>0.5/h</c>, or <c>50</c> (per second).</param>
    public static ArrivalLoad Arrivals(string rate) => new(ArrivalModel.Constant(rate));

    /// <summary>Iterations that arrive at a rate which changes evenly over the load's duration, which it needs (<see cref="For"/>).</summary>
    /// <param name="from">Arrivals per second at the start; 0 or more.</param>
    /// <param name="to">Arrivals per second at the end; 0 or more.</param>
    public static ArrivalLoad Arrivals(double from, double to) => Arrivals(RateText.Of(from), RateText.Of(to));

    /// <summary>Iterations that arrive at a rate which changes evenly over the load's duration, which it needs (<see cref="For"/>).</summary>
    /// <param name="from">The rate at the start, such as <c>10/s</c>.</param>
    /// <param name="to">The rate at the end, such as <c>200/s</c>.</param>
    public static ArrivalLoad Arrivals(string from, string to) => new(ArrivalModel.Ramp(from, to));

    /// <summary>Iterations that arrive at rates one after the other; within a stage the rate changes evenly. The last rate stays.</summary>
    /// <param name="stages">For example <c>new("50/s", "1m"), new("50/s", "5m")</c>: the first goes there from 0.</param>
    public static ArrivalLoad ArrivalStages(params ArrivalStage[] stages) => new(new ArrivalModel(stages ?? [], IsWhole: false));

    /// <summary>Several loads at the same time, each from its own <see cref="After"/> on.</summary>
    /// <param name="loads">Each with its own figures, user classes (<see cref="Of{TUser}"/>), duration, limits and thresholds.</param>
    public static Load Parallel(params Load[] loads) => new SeveralLoad(loads ?? [], inSequence: false);

    /// <summary>Several loads one after the other: each begins when the one before has ended, and its own <see cref="After"/> has passed.</summary>
    /// <param name="loads">All but the last need a duration.</param>
    public static Load Sequence(params Load[] loads) => new SeveralLoad(loads ?? [], inSequence: true);

    /// <summary>The same load with an end; without one it goes on as long as its figures say, or until Ctrl-C.</summary>
    /// <param name="duration">A time span above zero such as <c>5m</c>, <c>1h30m</c>, <c>90s</c>, <c>1.5s</c> or <c>90</c> (seconds); the ramp is part of it.</param>
    public Load For(string duration) => Change(TimeSpanText.TryParse(duration, out var parsed)
        ? Settings with { Duration = parsed, UnreadableDuration = null }
        : Settings with { Duration = null, UnreadableDuration = duration ?? "null" });

    /// <summary>The same load under a name: of several loads each has one, in tables and in the selection <c>{load:…}</c>. Default: what kind it is.</summary>
    /// <param name="name">Not empty; unlike the other loads' names.</param>
    public Load Named(string name) => Change(Settings with { Name = name });

    /// <summary>The same load for some user classes only; default all.</summary>
    /// <param name="userClasses">User classes of the test.</param>
    public Load Of(params Type[] userClasses) => Change(Settings with { Classes = [.. Settings.Classes, .. userClasses] });

    /// <summary>The same load for one user class only (and those of further calls); default all.</summary>
    /// <typeparam name="TUser">A user class of the test.</typeparam>
    public Load Of<TUser>()
        where TUser : class => Of(typeof(TUser));

    /// <summary>The same load, beginning later: after the start of the run, or of the loads that it stands among.</summary>
    /// <param name="delay">A time span, 0 or more.</param>
    public Load After(string delay) => Timed(delay, nameof(After), (s, time) => s with { Delay = time });

    /// <summary>The same load with thresholds for its own requests, in addition to those of the test.</summary>
    /// <param name="thresholds">As in <c>LoadTest.Thresholds</c>.</param>
    public Load Threshold(params string[] thresholds) => Change(Settings with { Thresholds = [.. Settings.Thresholds, .. thresholds] });

    /// <summary>The same load with a first phase that statistics and thresholds leave out, and that is shown as left out. It is part of the duration.</summary>
    /// <param name="duration">A time span, 0 or more; default 0.</param>
    public Load WarmUp(string duration) => Timed(duration, nameof(WarmUp), (s, time) => s with { WarmUp = time });

    /// <summary>The same load with a last phase that statistics and thresholds leave out. It is part of the duration, which it needs.</summary>
    /// <param name="duration">A time span, 0 or more; default 0.</param>
    public Load CoolDown(string duration) => Timed(duration, nameof(CoolDown), (s, time) => s with { CoolDown = time });

    /// <summary>The same load with a limit of iterations, all its users together; the run ends when they are done.</summary>
    /// <param name="count">1 or more; default no limit.</param>
    public Load Iterations(long count) => Change(Settings with { Iterations = count });

    /// <summary>The same load with a limit of iterations of each user, which ends after them and is not replaced.</summary>
    /// <param name="count">1 or more; default no limit.</param>
    public Load IterationsPerUser(long count) => Change(Settings with { IterationsPerUser = count });

    /// <summary>The same load with a limit of requests, all its users together: exactly so many are sent, and the run ends when they are answered.</summary>
    /// <param name="count">1 or more; default no limit.</param>
    public Load Requests(long count) => Change(Settings with { Requests = count });

    /// <summary>The same load with other settings.</summary>
    internal abstract Load Change(LoadSettings settings);

    /// <summary>The same load with what the command line overrides; what it cannot override goes to <paramref name="problems"/>.</summary>
    internal abstract Load Override(LoadOverrides overrides, List<string> problems);

    /// <summary>The same load, larger or smaller along its axes: as a part of several, whose users and times are scaled together.</summary>
    internal abstract Load Scaled(LoadScale by);

    /// <summary>What is wrong with its own figures, each a sentence; empty where nothing is.</summary>
    internal abstract IEnumerable<string> FigureProblems();

    /// <summary>The loads that it consists of, each with its place in time: itself, unless it holds others.</summary>
    /// <param name="offset">When the load that holds it begins, after the start of the run.</param>
    internal virtual IEnumerable<LoadPart> Parts(TimeSpan offset)
    {
        var start = offset + Settings.Delay;
        return [new LoadPart(Settings.Name ?? Kind, this, start, Duration is { } duration ? start + duration : null)];
    }

    /// <summary>Everything that is wrong with it, each a sentence; empty where nothing is.</summary>
    internal IEnumerable<string> Problems() => [.. FigureProblems(), .. SettingsRules.Problems(this)];

    private Load Timed(string text, string member, Func<LoadSettings, TimeSpan, LoadSettings> change) => Change(
        TimeSpanText.TryParse(text, out var time)
            ? change(Settings, time)
            : Settings with { Mistakes = [.. Settings.Mistakes, $"The load's {member}(\"{text}\") is no time span: {TimeSpanText.Allowed}."] });
}
