using System.Text.Json;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The user classes and the arrivals, over the run.</summary>
internal static class PageUsers
{
    public static void Write(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartArray("classes");
        for (var i = 0; i < result.Classes.Count; i++)
        {
            Write(json, result.Classes[i], result.Plan.Classes.FirstOrDefault(c => c.Name == result.Classes[i].Name), result.Knows(UnknownParts.Plan));
        }

        json.WriteEndArray();
        json.WriteStartArray("arrivals");
        foreach (var sample in result.Arrivals)
        {
            json.WriteStartArray();
            json.WriteStringValue(sample.Load);
            json.WriteNumberValue(sample.Scheduled);
            json.WriteNumberValue(sample.Started);
            json.WriteNumberOrNull(result.Knows(UnknownParts.ArrivalDelays) ? sample.Late : (long?)null);
            json.WriteNumberValue(sample.Dropped);
            PageRows.WriteTimes(json, sample.StartDelay);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, UserClassSample sample, UserClassPlan? plan, bool isPlanKnown)
    {
        json.WriteStartObject();
        json.WriteString("name", sample.Name);
        json.WriteNumber("running", sample.Running);
        if (isPlanKnown)
        {
            json.WriteNumber("planned", sample.Planned);
            json.WriteNumber("lost", sample.Lost);
            json.WriteNumber("iterations", sample.Iterations);
        }

        json.WriteIfKnown("wait", plan?.WaitTime);
        json.WriteStartArray("tasks");
        for (var t = 0; t < sample.TasksStarted.Count; t++)
        {
            var task = t < plan?.Tasks.Count ? plan.Tasks[t] : null;
            json.WriteStartArray();
            json.WriteStringValue(task?.Name ?? $"task {t + 1}");
            json.WriteNumberValue(sample.TasksStarted[t]);
            json.WriteNumberOrNull(task?.Share);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
