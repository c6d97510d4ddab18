using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The users per class, and what they did.</summary>
internal static class UserSection
{
    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        if (result.Classes.Count == 0)
        {
            return [];
        }

        var table = new ColumnTable(
            new Column("Users") { IsText = true },
            new Column("Planned"),
            new Column("Running"),
            new Column("Lost"),
            new Column("Iterations"),
            new Column("Tasks") { IsText = true, Drop = 1 });
        for (var i = 0; i < result.Classes.Count; i++)
        {
            var sample = result.Classes[i];
            table.Add(
                sample.Name,
                result.Knows(UnknownParts.Plan) ? Figures.Count(sample.Planned) : "-",
                result.Knows(UnknownParts.Users) ? Figures.Count(sample.Running) : "-",
                result.Knows(UnknownParts.Plan) ? new Cell(Figures.Count(sample.Lost), Styles.BadIf(sample.Lost > 0)) : "-",
                Figures.Count(sample.Iterations),
                Tasks(sample, i < result.Plan.Classes.Count ? result.Plan.Classes[i].Tasks : []));
        }

        return [table];
    }

    private static string Tasks(UserClassSample sample, IReadOnlyList<TaskPlan> tasks) =>
        string.Join(", ", sample.TasksStarted.Zip(tasks, (count, task) => $"{task.Name} {Figures.Count(count)}"));
}
