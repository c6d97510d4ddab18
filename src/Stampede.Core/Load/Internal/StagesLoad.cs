namespace Stampede.Engine;

/// <summary>Levels of users, each reached over its stage, or at a rate and then held.</summary>
internal sealed class StagesLoad(IReadOnlyList<Stage?> stages, LoadSettings? settings = null, LoadScale? scale = null)
    : CurveLoad(settings ?? LoadSettings.Default, scale ?? LoadScale.None)
{
    internal override string Kind => "stages";

    protected override string Model => $"{stages.Count} {(stages.Count == 1 ? "stage" : "stages")} to {Levels()} users";

    internal override IEnumerable<string> FigureProblems()
    {
        if (stages.Count == 0)
        {
            return ["The load has no stages (Load.Stages): at least one is needed."];
        }

        List<string> problems = [.. stages.SelectMany((stage, index) => Problems(stage, $"Stage {index + 1} of the load"))];
        return problems.Count == 0 && stages.All(s => s!.Users == 0) ? ["No stage of the load has a user (Load.Stages)."] : problems;
    }

    protected override IReadOnlyList<UserSegment> Draw() =>
        [.. stages.Select(s => new UserSegment(s!.Users, TimeSpanText.Parse(s.Duration), s.SpawnRate))];

    protected override ScaledLoad With(LoadSettings settings, LoadScale scale) => new StagesLoad(stages, settings, scale);

    private static IEnumerable<string> Problems(Stage? stage, string place) => stage is null
        ? [$"{place} is null."]
        : FigureRules.All(
            FigureRules.Users(place, stage.Users, 0),
            FigureRules.Length($"{place}: its duration", stage.Duration),
            FigureRules.SpawnRate($"{place}: its spawn rate", stage.SpawnRate, "the users change evenly over the stage"));

    // The levels themselves as long as they fit into a line.
    private string Levels() => stages.Count <= 8 ? string.Join(", ", stages.Select(s => s?.Users)) : $"at most {stages.Max(s => s?.Users)}";
}
