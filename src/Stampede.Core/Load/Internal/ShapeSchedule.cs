using System.Globalization;

namespace Stampede.Engine;

/// <summary>
/// What a <see cref="LoadShape"/> asks for in one run. It is asked for every whole second in turn, when the time has come, and what it said
/// is remembered, so that a time a little earlier gets the same answer again. Of several threads one asks at a time.
/// </summary>
internal sealed class ShapeSchedule(LoadShape shape, LoadScale scale) : IUserSchedule
{
    /// <summary>How many changes back are remembered: at least two minutes.</summary>
    private const int Remembered = 128;

    private readonly Lock _lock = new();

    // In order of time; each holds until the next one's start.
    private readonly List<(long Start, Ramp Ramp, LoadTick Tick)> _steps = [];
    private long _nextSecond;
    private long? _lastChange;
    private long? _over;
    private LoadShapeException? _broken;

    /// <exception cref="LoadShapeException">The shape threw, or asked for what cannot be.</exception>
    public int UsersAt(TimeSpan elapsed)
    {
        lock (_lock)
        {
            Ask(elapsed.Ticks);
            return _steps.Count > 0 ? _steps[IndexAt(elapsed.Ticks)].Ramp.UsersAt(elapsed.Ticks) : 0;
        }
    }

    /// <inheritdoc />
    public TimeSpan? NextChange(TimeSpan elapsed)
    {
        lock (_lock)
        {
            var ticks = elapsed.Ticks;
            Ask(ticks);
            if (_over <= ticks)
            {
                return null;
            }

            // The next thing known, or the moment of the next question.
            var next = _over ?? TimeOf(_nextSecond);
            if (_steps.Count > 0)
            {
                var index = IndexAt(ticks);
                next = index + 1 < _steps.Count ? _steps[index + 1].Start : next;
                next = _steps[index].Ramp.NextChange(ticks) is { } change && change < next ? change : next;
            }

            return new TimeSpan(next);
        }
    }

    public bool IsOverAt(TimeSpan elapsed)
    {
        lock (_lock)
        {
            Ask(elapsed.Ticks);
            return _over <= elapsed.Ticks;
        }
    }

    public IReadOnlyList<Type>? ClassesAt(TimeSpan elapsed)
    {
        lock (_lock)
        {
            Ask(elapsed.Ticks);
            return _steps.Count > 0 ? _steps[IndexAt(elapsed.Ticks)].Tick.Classes : null;
        }
    }

    private void Ask(long until)
    {
        while (_over is null && TimeOf(_nextSecond) <= until)
        {
            var at = TimeOf(_nextSecond);
            if (Tick(TimeSpan.FromSeconds(_nextSecond)) is { } tick)
            {
                Remember(at, tick);
            }
            else
            {
                _over = at;
            }

            _nextSecond++;
        }
    }

    private void Remember(long at, LoadTick tick)
    {
        if (_steps.Count == 0)
        {
            _steps.Add((at, RampTo(tick, at, 0), tick));
            return;
        }

        var (_, ramp, before) = _steps[^1];
        if (tick == before)
        {
            return;
        }

        if (tick.Users != before.Users || tick.SpawnRate != before.SpawnRate)
        {
            // Users are as far apart as the new rate says, across the change of targets too.
            _lastChange = ramp.LastChange(at - 1) ?? _lastChange;
            ramp = RampTo(tick, at, ramp.UsersAt(at - 1));
        }

        if (_steps.Count == 2 * Remembered)
        {
            _steps.RemoveRange(0, Remembered);
        }

        _steps.Add((at, ramp, tick));
    }

    private Ramp RampTo(LoadTick tick, long at, int from)
    {
        var rate = scale.Rate(tick.SpawnRate);
        var first = _lastChange is { } last && TimeSpan.TicksPerSecond / rate is var apart && apart > at - last
            ? apart < long.MaxValue - last ? last + (long)apart : long.MaxValue
            : at;
        return Ramp.AtRate(rate, first, from, scale.Of(tick.Users));
    }

    private LoadTick? Tick(TimeSpan elapsed)
    {
        if (_broken is not null)
        {
            throw _broken;
        }

        LoadTick? tick;
        try
        {
            tick = shape.Tick(elapsed);
        }
        catch (Exception e)
        {
            throw _broken = new LoadShapeException($"The load shape {shape.GetType().Name} threw at {TimeSpanText.Format(elapsed)}: {e.GetType().Name}: {e.Message}", e);
        }

        if (tick is not null && !(tick.Users >= 0 && tick.SpawnRate > 0 && double.IsFinite(tick.SpawnRate)))
        {
            throw _broken = new LoadShapeException(string.Create(
                CultureInfo.InvariantCulture,
                $"The load shape {shape.GetType().Name} asked at {TimeSpanText.Format(elapsed)} for {tick.Users} users and {tick.SpawnRate} started per second: users must be 0 or more, the rate a number above 0."));
        }

        return tick;
    }

    private long TimeOf(long second) => scale.Of(TimeSpan.FromSeconds(second)).Ticks;

    private int IndexAt(long ticks)
    {
        var index = _steps.Count - 1;
        while (index > 0 && _steps[index].Start > ticks)
        {
            index--;
        }

        return index;
    }
}
