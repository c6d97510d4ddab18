using System.Globalization;
using System.Text.Json;

namespace Stampede.Results;

/// <summary>Writes what a run was to do and where it ran.</summary>
internal static class PlanJsonWriter
{
    public static void Plan(Utf8JsonWriter json, RunPlan plan, SecretNames secrets)
    {
        json.WriteStartObject("plan");
        json.WriteString("name", plan.Name);
        json.WriteIfKnown("host", plan.Host is null ? null : SecretMask.Url(plan.Host));
        Load(json, plan.Load);
        json.WriteStartArray("classes");
        foreach (var userClass in plan.Classes)
        {
            UserClass(json, userClass);
        }

        json.WriteEndArray();
        json.WriteStrings("thresholds", plan.Thresholds);
        json.WriteString("thresholdsHash", plan.ThresholdsHash);
        json.WriteStringsIfAny("accept", [.. plan.Accept.Select(SecretMask.Text)]);
        json.WriteStringsIfAny("selections", plan.Selections);
        json.WriteString("seed", plan.Seed.ToString(CultureInfo.InvariantCulture)); // more than the 53 bits that JavaScript reads
        json.WriteSeconds("stopTimeoutSeconds", plan.StopTimeout);
        json.WriteNumber("startRetries", plan.StartRetries);
        json.WriteMap("settings", Masked(plan.Settings, secrets));
        json.WriteMap("options", Masked(plan.Options, secrets));
        json.WriteMap("overrides", Masked(plan.Overrides, secrets));
        json.WriteStringsIfAny("tags", plan.Tags);
        json.WriteStringsIfAny("excludeTags", plan.ExcludeTags);
        json.WriteEndObject();
    }

    public static void Environment(Utf8JsonWriter json, RunEnvironment environment, SecretNames secrets)
    {
        json.WriteStartObject("environment");
        json.WriteString("machine", environment.Machine);
        json.WriteNumber("cores", environment.Cores);
        json.WriteIfKnown("processor", environment.Processor);
        json.WriteNumber("memoryBytes", environment.Memory);
        json.WriteString("system", environment.System);
        json.WriteString("architecture", environment.Architecture);
        json.WriteString("runtime", environment.Runtime);
        json.WriteString("garbageCollector", environment.GarbageCollector);
        json.WriteBoolean("optimized", environment.Optimized);
        json.WriteString("version", environment.Version);
        json.WriteIfKnown("commit", environment.Commit);
        json.WriteStrings("commandLine", SecretMask.CommandLine(environment.CommandLine, secrets.Names));
        json.WriteString("transport", environment.Transport);
        json.WriteNumber("loops", environment.Loops);
        json.WriteIfKnown("openFilesLimit", environment.OpenFilesLimit);
        if (environment.Target is { } target)
        {
            json.WriteString("target", JsonEnum<TargetPlace>.Name(target));
        }

        json.WriteEndObject();
    }

    private static void Load(Utf8JsonWriter json, LoadPlan load)
    {
        json.WriteStartObject("load");
        json.WriteString("kind", load.Kind);
        json.WriteString("description", load.Description);
        json.WriteNumber("users", load.Users);
        json.WriteIfKnown("spawnRate", load.SpawnRate);
        json.WriteSecondsIfKnown("durationSeconds", load.Duration);
        json.WriteSecondsIfKnown("warmUpSeconds", load.WarmUp > TimeSpan.Zero ? load.WarmUp : null);
        json.WriteSecondsIfKnown("coolDownSeconds", load.CoolDown > TimeSpan.Zero ? load.CoolDown : null);
        if (load.UntilSpawned)
        {
            json.WriteBoolean("warmUpUntilSpawned", true);
        }

        json.WriteStartArray("parts");
        foreach (var part in load.Parts)
        {
            LoadPart(json, part);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void LoadPart(Utf8JsonWriter json, LoadPartPlan part)
    {
        json.WriteStartObject();
        json.WriteString("name", part.Name);
        json.WriteString("kind", part.Kind);
        json.WriteString("description", part.Description);
        json.WriteBoolean("isOpen", part.IsOpen);
        json.WriteNumber("users", part.Users);
        json.WriteIfKnown("arrivalRate", part.ArrivalRate);
        json.WriteSeconds("startSeconds", part.Start);
        json.WriteSecondsIfKnown("endSeconds", part.End);
        json.WriteStrings("classes", part.Classes);
        json.WriteStrings("thresholds", part.Thresholds);
        json.WriteIfKnown("iterations", part.Iterations);
        json.WriteIfKnown("iterationsPerUser", part.IterationsPerUser);
        json.WriteIfKnown("requests", part.Requests);
        json.WriteEndObject();
    }

    private static void UserClass(Utf8JsonWriter json, UserClassPlan userClass)
    {
        json.WriteStartObject();
        json.WriteString("name", userClass.Name);
        json.WriteDouble("weight", userClass.Weight);
        json.WriteNumber("fixedCount", userClass.FixedCount);
        json.WriteString("waitTime", userClass.WaitTime);
        json.WriteIfKnown("meanWaitSeconds", userClass.MeanWait);
        json.WriteIfKnown("cycleSeconds", userClass.CycleSeconds);
        json.WriteIfKnown("host", userClass.Host is null ? null : SecretMask.Url(userClass.Host));
        json.WriteStartArray("tasks");
        foreach (var task in userClass.Tasks)
        {
            json.WriteStartObject();
            json.WriteString("name", task.Name);
            json.WriteDouble("weight", task.Weight);
            json.WriteIfKnown("set", task.Set);
            json.WriteStringsIfAny("tags", task.Tags);
            json.WriteIfKnown("share", task.Share);
            json.WriteIfKnown("requests", task.Requests == 1 ? null : task.Requests);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<KeyValuePair<string, string>> Masked(IReadOnlyDictionary<string, string> values, SecretNames secrets)
        => values.Select(v => KeyValuePair.Create(v.Key, secrets.Contains(v.Key) ? SecretMask.Mask : SecretMask.Text(v.Value)));
}
