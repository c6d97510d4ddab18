namespace Stampede.Engine;

/// <summary>The rates of an <see cref="ArrivalLoad"/>.</summary>
/// <param name="Stages">Its stages; one where <paramref name="IsWhole"/>.</param>
/// <param name="IsWhole">Whether its stage takes as long as the load, whatever it says.</param>
internal sealed record ArrivalModel(IReadOnlyList<ArrivalStage?> Stages, bool IsWhole)
{
    /// <summary>Whether the times are random.</summary>
    public bool IsRandom { get; init; }

    /// <summary>Factor of the stages' lengths.</summary>
    public double Time { get; init; } = 1;

    /// <summary>How long the stages take; only where nothing is wrong with them.</summary>
    public TimeSpan Length => new LoadScale(1, Time).Of(Stages.Aggregate(TimeSpan.Zero, (sum, stage) => TimeSpanText.Sum(sum, TimeSpanText.Parse(stage!.Duration))));

    /// <summary>One line for people, without limits.</summary>
    public string Figures
    {
        get
        {
            var rates = Stages.Select((_, index) => RateText.Format(Rate(index))).ToArray();
            var text = !IsWhole ? $"arrivals in {rates.Length} {(rates.Length == 1 ? "stage" : "stages")}{(rates.Length <= 8 ? $" to {string.Join(", ", rates)}" : "")}"
                : IsConstant ? $"arrivals at {rates[0]}"
                : $"arrivals at {RateText.Format(Stages[0]!.From ?? "null")} to {rates[0]}";
            return text + (IsRandom ? " at random times" : "") + (Time == 1 ? "" : ", scaled in time");
        }
    }

    private bool IsConstant => Stages[0]!.From == Stages[0]!.Rate;

    public static ArrivalModel Constant(string rate) => Ramp(rate, rate);

    public static ArrivalModel Ramp(string from, string to) => new([new ArrivalStage(to, "") { From = from }], IsWhole: true);

    /// <summary>Everything that is wrong.</summary>
    /// <param name="duration">How long the load is to take, where that is said.</param>
    public IEnumerable<string> Problems(TimeSpan? duration)
    {
        if (Stages.Count == 0)
        {
            return ["The load has no stages (Load.ArrivalStages): at least one is needed."];
        }

        var problems = Stages.SelectMany((stage, index) => Problems(stage, index)).ToList();
        if (problems.Count > 0)
        {
            return problems;
        }

        if (IsWhole && !IsConstant && duration is null)
        {
            return ["The load's arrivals change their rate over its duration, and it has none: add For(\"5m\"), or use Load.ArrivalStages."];
        }

        return Stages.All(s => IsZero(s!.Rate) && (s.From is null || IsZero(s.From)))
            ? ["The load's arrival rate is 0 throughout (Load.Arrivals, Load.ArrivalStages): it must be above 0 at some time."]
            : [];
    }

    /// <summary>The rates over time; only where nothing is wrong with them.</summary>
    public IReadOnlyList<RateSegment> Segments(TimeSpan? duration)
    {
        var segments = new List<RateSegment>();
        var scale = new LoadScale(1, Time);
        var (end, before) = (TimeSpan.Zero, 0.0);
        foreach (var stage in Stages)
        {
            // As with users the boundaries are scaled, so that no rounding adds up. A constant rate is one segment without an end.
            var start = scale.Of(end);
            end = !IsWhole ? TimeSpanText.Sum(end, TimeSpanText.Parse(stage!.Duration)) : IsConstant ? TimeSpan.MaxValue : duration!.Value;
            var from = stage!.From is { } given ? PerSecond(given) : before;
            before = PerSecond(stage.Rate);
            segments.Add(new RateSegment(from, before, (IsWhole ? end : scale.Of(end)) - start));
        }

        return segments;
    }

    private IEnumerable<string> Problems(ArrivalStage? stage, int index)
    {
        var place = IsWhole ? "The load's arrival rate" : $"Stage {index + 1} of the load: its rate";
        return stage is null ? [$"Stage {index + 1} of the load is null."] : FigureRules.All(
            stage.From is null && !IsWhole || stage.From == stage.Rate ? null : RateText.Problem($"{place} at the start", stage.From),
            RateText.Problem(IsWhole && !IsConstant ? $"{place} at the end" : place, stage.Rate),
            IsWhole ? null : FigureRules.Length($"Stage {index + 1} of the load: its duration", stage.Duration));
    }

    private string Rate(int index) => Stages[index]?.Rate ?? "null";

    private static bool IsZero(string rate) => PerSecond(rate) == 0;

    private static double PerSecond(string rate) => RateText.TryParse(rate, out var perSecond) ? perSecond : 0;
}
