using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether as many users ran as were asked for.</summary>
internal sealed class UsersLostRule : IAuditRule
{
    public string Id => "USERS-LOST";

    public string Title => "Users lost";

    public string Needs => "users over time";

    public string Severities => "warning (invalid for capacity and comparison): an even load of under 95 % of the users that were planned, or that had been reached; note: fewer";

    public AuditOutcome Judge(AuditInput input)
    {
        if (input.Timeline.Points.Max(p => p.Users) is not > 0)
        {
            return AuditOutcome.NotApplicable("users over time are not known");
        }

        if (input.Timeline.Plateau is not { Count: > 0 } plateau)
        {
            return AuditOutcome.NotApplicable("there is no time of even load");
        }

        return input.Run.Arrivals.Count > 0 ? AuditOutcome.NotApplicable("arrivals make users as they need them")
            : input.Run.Imported is null ? Own(input) : Imported(input, plateau);
    }

    private AuditOutcome Own(AuditInput input)
    {
        var (lost, planned) = (input.Run.Classes.Sum(c => c.Lost), input.Timeline.Points.Max(p => p.Planned ?? 0));
        return lost == 0 ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            lost > planned * 0.05 ? input.Weigh(NoteSeverity.Warning, NoteSeverity.Invalid) : NoteSeverity.Note,
            $"{Figures.Plural(lost, "user")} of {Figures.Count(planned)} gave up in their start: the load was lower than asked for.",
            "Look at the errors of OnStart, and repeat the run.",
            new("users lost", lost),
            new("users planned", planned)).With(input.Run.Classes.Where(c => c.Lost > 0).Select(c => $"{c.Name}: {c.Lost}")));
    }

    private AuditOutcome Imported(AuditInput input, IReadOnlyList<AuditPoint> plateau)
    {
        // The one that held longest: the first points may still be on the way to it.
        var level = plateau.GroupBy(p => p.Users!.Value).MaxBy(g => g.Count())!.Key;
        var peak = input.Timeline.Steady.Max(p => p.Users)!.Value;
        var (long_, all) = (plateau.Seconds(), input.Timeline.Steady.Seconds());
        var numbers = new List<AuditNumber> { new("users of the even load", level), new("even load", long_, "s"), new("highest number of users", peak) };
        var where = $"for {Figures.Span(TimeSpan.FromSeconds(long_))} of {Figures.Span(TimeSpan.FromSeconds(all))} {Figures.Plural(level, "user")} ran";
        if (input.Plan?.Users is { } planned)
        {
            numbers.Add(new("users planned", planned));
            return level >= planned ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
                level < planned * 0.95 ? input.Weigh(NoteSeverity.Warning, NoteSeverity.Invalid) : NoteSeverity.Note,
                $"{Figures.Plural(planned, "user")} were planned, and {where}{(peak > level ? $", after {Figures.Count(peak)} at most" : "")}: {Figures.Plural(planned - level, "user")} never ran, or gave up in their start.",
                "Look whether a class of users is missing from the requests, and at the errors of the users' start.",
                numbers));
        }

        // A peak far above, or late, may be a shape of the load; one that the start just passed is users that gave up.
        var passed = input.Timeline.Steady.Where(p => p.Users > level * 1.02).Select(p => p.End).DefaultIfEmpty().Max();
        var gaveUp = peak > level * 1.05 && peak <= level * 1.5 && long_ >= all / 2 && passed <= plateau[0].Offset + TimeSpan.FromSeconds(2) && passed.TotalSeconds <= all * 0.2;
        return !gaveUp ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            input.Weigh(NoteSeverity.Warning, NoteSeverity.Invalid),
            $"The users rose to {Figures.Count(peak)} in the start, fell to {Figures.Count(level)} and stayed there, {where}: unless that was planned, at least {Figures.Count(peak - level)} gave up in their start.",
            "Compare with the number of users that was asked for, and look at the errors of the users' start.",
            numbers));
    }
}
