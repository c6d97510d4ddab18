using System.Globalization;
using Stampede.Engine;

namespace Stampede;

/// <summary>Iterations that arrive at a rate: constant, going evenly from one to another over the load's duration, or in stages. Immutable.</summary>
public sealed class ArrivalLoad : OpenLoad
{
    // Random times have their own stream of random numbers, apart from those of the users.
    private const ulong RandomStream = ulong.MaxValue;

    private readonly ArrivalModel _model;
    private RateCurve? _curve;

    internal ArrivalLoad(ArrivalModel model, LoadSettings? settings = null, int? inFlight = null)
        : base(settings ?? LoadSettings.Default, inFlight) => _model = model;

    internal override string Kind => "arrivals";

    internal override double PeakRate => Segments.Select(s => Math.Max(s.From, s.To)).DefaultIfEmpty().Max();

    internal override TimeSpan? OwnDuration => _model.IsWhole || IsWrong ? null : _model.Length;

    internal override string Figures => string.Create(
        CultureInfo.InvariantCulture,
        $"{_model.Figures}{(base.InFlight is { } limit ? $", at most {limit} in flight" : "")}");

    private IReadOnlyList<RateSegment> Segments => IsWrong ? [] : _model.Segments(Settings.Duration);

    private bool IsWrong => _model.Problems(Settings.Duration).Any();

    private RateCurve Curve => _curve ??= new RateCurve(Segments);

    /// <summary>The same load at random times, as those of people who know nothing of each other: a Poisson process of its rate, which repeats with the seed of the run.</summary>
    public ArrivalLoad Poisson() => new(_model with { IsRandom = true }, Settings, base.InFlight);

    /// <summary>The same load with a limit of iterations under way; an arrival beyond it is dropped, and counted as dropped.</summary>
    /// <param name="limit">1 or more; default as many as the process can hold.</param>
    public new ArrivalLoad InFlight(int limit) => new(_model, Settings, limit);

    internal override Load Change(LoadSettings settings) => new ArrivalLoad(_model, settings, base.InFlight);

    internal override Load Scaled(LoadScale by) => new ArrivalLoad(_model with { Time = _model.Time * by.Time }, by.Of(Settings), base.InFlight);

    internal override Load Override(LoadOverrides overrides, List<string> problems)
    {
        overrides.RefuseSpawnRate(Kind, problems);
        overrides.CheckFigures(problems);
        if (!overrides.CanScale)
        {
            return this;
        }

        Load load = this;
        if (overrides.RunTime is { } runTime)
        {
            load = !_model.IsWhole && Duration is { } duration && duration > TimeSpan.Zero
                ? Scaled(new LoadScale(1, runTime / duration))
                : Change(Settings with { Duration = runTime, UnreadableDuration = null });
        }

        return overrides.Users is { } limit ? ((ArrivalLoad)load).InFlight(limit) : load;
    }

    internal override IEnumerable<string> FigureProblems() =>
    [
        .. _model.Problems(Settings.Duration),
        .. FigureRules.All(base.InFlight < 1 ? $"The load lets {base.InFlight} iterations be in flight (InFlight, --users): at least 1 is needed." : null),
    ];

    internal override IEnumerable<TimeSpan> Arrivals(ulong seed)
    {
        var random = _model.IsRandom ? new SeededRandom(seed, RandomStream) : null;
        var last = TimeSpan.Zero;
        var count = 0.0;
        for (var number = 0L; ; number++)
        {
            // Arrival n is where the integral of the rate passes n, computed anew each time, so that nothing adds up. At random, the n-th is where it
            // passes the sum of n gaps that are exponential with mean 1.
            count = random is null ? number : count - Math.Log(1 - random.NextDouble());
            if (Curve.TimeOf(count) is not { } time)
            {
                yield break;
            }

            // Rounding may make two at the same time change places.
            last = time > last ? time : last;
            yield return last;
        }
    }

    internal override double Expected(TimeSpan elapsed) => Curve.CountAt(elapsed);
}
