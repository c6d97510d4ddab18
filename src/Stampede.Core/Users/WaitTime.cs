using System.Globalization;

namespace Stampede;

/// <summary>
/// The pause between two iterations of a user, in seconds. Returned by <c>User.WaitTime</c> before each pause; costs no allocation. Wrong numbers
/// are reported when the run is prepared, with the class. The default is no pause.
/// </summary>
public readonly struct WaitTime
{
    // 31 years: keeps every sum of microseconds far from overflow.
    private const double Longest = 1e9;

    private readonly WaitKind _kind;
    private readonly double _first;
    private readonly double _second;
    private readonly Func<Random, double>? _custom;

    private WaitTime(WaitKind kind, double first, double second = 0, Func<Random, double>? custom = null) =>
        (_kind, _first, _second, _custom) = (kind, first, second, custom);

    /// <summary>No pause: the next iteration follows at once.</summary>
    public static WaitTime None => default;

    /// <summary>Only of a task set, and the default there: as long as what is around it waits, the outer set or the user.</summary>
    public static WaitTime Inherited => new(WaitKind.Inherited, 0);

    /// <summary>One line for people: <c>between 0.5 and 2 s</c>.</summary>
    public string Description => string.Create(CultureInfo.InvariantCulture, $"{_kind switch
    {
        WaitKind.Constant => $"{_first} s",
        WaitKind.Between => $"between {_first} and {_second} s",
        WaitKind.Pacing => $"every {_first} s",
        WaitKind.Throughput => $"at most {_first}/s per user",
        WaitKind.Custom => "custom",
        WaitKind.Inherited => "inherited",
        _ => "none",
    }}");

    /// <summary>The mean pause in seconds; null where it cannot be known: pacing, throughput, custom and inherited.</summary>
    public double? MeanSeconds => _kind switch
    {
        WaitKind.None => 0,
        WaitKind.Constant => _first,
        WaitKind.Between => (_first + _second) / 2,
        _ => null,
    };

    /// <summary>Always the same pause.</summary>
    /// <param name="seconds">0 or more.</param>
    public static WaitTime Constant(double seconds) => new(WaitKind.Constant, seconds);

    /// <summary>A random pause, every length equally likely.</summary>
    /// <param name="minimum">The shortest, in seconds; 0 or more.</param>
    /// <param name="maximum">The longest, in seconds; not below <paramref name="minimum"/>.</param>
    public static WaitTime Between(double minimum, double maximum) => new(WaitKind.Between, minimum, maximum);

    /// <summary>
    /// A schedule: iterations of one user are due this far apart. One that takes longer is followed at once by the next, until the schedule is caught
    /// up, and the response time of each iteration's first request counts from when it was due: a server that stalls is seen by all that were to come
    /// meanwhile. (Locust's constant_pacing, which skips what it missed, is <see cref="Throughput"/>.)
    /// </summary>
    /// <param name="seconds">From start to start; 0 or more.</param>
    public static WaitTime Pacing(double seconds) => new(WaitKind.Pacing, seconds);

    /// <summary>
    /// At most so many iterations a second *per user*: what was missed is not caught up, and it never adds users. (Locust's constant_throughput; with 1 ÷
    /// seconds its constant_pacing.)
    /// </summary>
    /// <param name="perSecond">Above 0.</param>
    public static WaitTime Throughput(double perSecond) => new(WaitKind.Throughput, perSecond);

    /// <summary>
    /// A pause of your own making. Below 0 counts as 0. Use the given random numbers, so that <c>--seed</c> repeats the run; a function that
    /// captures nothing, or is kept in a static field, costs no allocation.
    /// </summary>
    /// <param name="seconds">Gives the next pause in seconds.</param>
    public static WaitTime Custom(Func<Random, double> seconds)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        return new(WaitKind.Custom, 0, 0, seconds);
    }

    /// <inheritdoc />
    public override string ToString() => Description;

    internal bool IsInherited => _kind == WaitKind.Inherited;

    /// <summary>The least time from start to start, on average, in seconds; null where only the pause is known, or nothing.</summary>
    internal double? CycleSeconds => _kind switch
    {
        WaitKind.Pacing => _first,
        WaitKind.Throughput => 1 / _first,
        _ => null,
    };

    /// <summary>Whether what is late is caught up: then response times count from when the iteration was due.</summary>
    internal bool KeepsSchedule => _kind == WaitKind.Pacing;

    /// <summary>Whether <see cref="Next"/> looks at its <c>now</c>: the hot path saves a look at the clock.</summary>
    internal bool NeedsClock => _kind is WaitKind.Pacing or WaitKind.Throughput;

    /// <summary>The next pause in microseconds, 0 or more, at the end of an iteration.</summary>
    /// <param name="state">The user's.</param>
    /// <param name="now">Any monotonic clock, in microseconds.</param>
    /// <param name="random">The user's.</param>
    /// <exception cref="InvalidOperationException">A custom one gave NaN.</exception>
    internal long Next(ref WaitState state, long now, Random random)
    {
        var wait = _kind switch
        {
            WaitKind.None or WaitKind.Inherited => 0,
            WaitKind.Constant => Microseconds(_first),
            WaitKind.Between => Microseconds(_first + random.NextDouble() * (_second - _first)),
            WaitKind.Pacing => Microseconds(_first) - (now - state.IterationDue),
            WaitKind.Throughput => Math.Max(0, Microseconds(1 / _first) - (now - state.IterationDue)),
            _ => Microseconds(Number(_custom!(random))),
        };
        state.IterationDue = now + wait;
        return Math.Max(0, wait);
    }

    /// <summary>Everything that is wrong with it, each a sentence; empty where nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        switch (_kind)
        {
            case WaitKind.Constant or WaitKind.Pacing when !IsLength(_first):
                yield return string.Create(CultureInfo.InvariantCulture, $"WaitTime.{_kind}({_first}): a pause is a number of seconds, 0 or more.");
                break;
            case WaitKind.Throughput when !(_first > 0 && double.IsFinite(_first)):
                yield return string.Create(CultureInfo.InvariantCulture, $"WaitTime.Throughput({_first}): iterations per second must be a number above 0.");
                break;
            case WaitKind.Between when !IsLength(_first) || !IsLength(_second):
                yield return string.Create(CultureInfo.InvariantCulture, $"WaitTime.Between({_first}, {_second}): a pause is a number of seconds, 0 or more.");
                break;
            case WaitKind.Between when _first > _second:
                yield return string.Create(CultureInfo.InvariantCulture, $"WaitTime.Between({_first}, {_second}): the shorter pause comes first.");
                break;
        }
    }

    private static bool IsLength(double seconds) => seconds >= 0 && double.IsFinite(seconds);

    private static long Microseconds(double seconds) => (long)Math.Round(Math.Clamp(seconds, 0, Longest) * 1e6);

    private static double Number(double seconds) =>
        double.IsNaN(seconds) ? throw new InvalidOperationException("The function given to WaitTime.Custom returned NaN; it must return seconds.") : seconds;
}
