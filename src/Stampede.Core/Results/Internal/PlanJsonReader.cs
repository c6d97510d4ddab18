namespace Stampede.Results;

/// <summary>Reads what <see cref="PlanJsonWriter"/> wrote.</summary>
internal static class PlanJsonReader
{
    public static RunPlan Plan(JsonPart part)
    {
        var classes = new List<UserClassPlan>();
        foreach (var userClass in part.Items("classes"))
        {
            classes.Add(UserClass(userClass));
        }

        return new RunPlan
        {
            Name = part["name"].Text(),
            Host = part.Find("host")?.Text(),
            Classes = classes,
            Load = Load(part["load"]),
            Thresholds = part["thresholds"].Strings(),
            ThresholdsHash = part["thresholdsHash"].Text(),
            Accept = part.Find("accept")?.Strings() ?? [],
            Selections = part.Find("selections")?.Strings() ?? [],
            Seed = part["seed"].ULong(),
            StopTimeout = part["stopTimeoutSeconds"].Seconds(),
            StartRetries = part["startRetries"].Int(),
            Settings = part.Map("settings"),
            Options = part.Map("options"),
            Overrides = part.Map("overrides"),
            Tags = part.Find("tags")?.Strings() ?? [],
            ExcludeTags = part.Find("excludeTags")?.Strings() ?? [],
        };
    }

    public static RunEnvironment Environment(JsonPart part) => new()
    {
        Machine = part["machine"].Text(),
        Cores = part["cores"].Int(),
        Processor = part.Find("processor")?.Text(),
        Memory = part["memoryBytes"].Long(),
        System = part["system"].Text(),
        Architecture = part["architecture"].Text(),
        Runtime = part["runtime"].Text(),
        GarbageCollector = part["garbageCollector"].Text(),
        Optimized = part["optimized"].Bool(),
        Version = part["version"].Text(),
        Commit = part.Find("commit")?.Text(),
        CommandLine = part["commandLine"].Strings(),
        Transport = part["transport"].Text(),
        Loops = part["loops"].Int(),
        OpenFilesLimit = part.Find("openFilesLimit")?.Long(),
        Target = part.Find("target")?.Enum<TargetPlace>(),
    };

    private static LoadPlan Load(JsonPart part) => new()
    {
        Kind = part["kind"].Text(),
        Description = part["description"].Text(),
        Users = part["users"].Int(),
        SpawnRate = part.Find("spawnRate")?.Double(),
        Duration = part.Find("durationSeconds")?.Seconds(),
        WarmUp = part.Find("warmUpSeconds")?.Seconds() ?? TimeSpan.Zero,
        CoolDown = part.Find("coolDownSeconds")?.Seconds() ?? TimeSpan.Zero,
        UntilSpawned = part.Find("warmUpUntilSpawned")?.Bool() ?? false,
        Parts = [.. LoadParts(part)],
    };

    private static List<LoadPartPlan> LoadParts(JsonPart load)
    {
        var parts = new List<LoadPartPlan>();
        foreach (var part in load.Items("parts"))
        {
            parts.Add(new LoadPartPlan
            {
                Name = part["name"].Text(),
                Kind = part["kind"].Text(),
                Description = part["description"].Text(),
                IsOpen = part["isOpen"].Bool(),
                Users = part["users"].Int(),
                ArrivalRate = part.Find("arrivalRate")?.Double(),
                Start = part["startSeconds"].Seconds(),
                End = part.Find("endSeconds")?.Seconds(),
                Classes = part["classes"].Strings(),
                Thresholds = part["thresholds"].Strings(),
                Iterations = part.Find("iterations")?.Long(),
                IterationsPerUser = part.Find("iterationsPerUser")?.Long(),
                Requests = part.Find("requests")?.Long(),
            });
        }

        return parts;
    }

    private static UserClassPlan UserClass(JsonPart part)
    {
        var tasks = new List<TaskPlan>();
        foreach (var task in part.Items("tasks"))
        {
            tasks.Add(new TaskPlan(task["name"].Text(), task["weight"].Double())
            {
                Set = task.Find("set")?.Text(),
                Tags = task.Find("tags")?.Strings() ?? [],
                Share = task.Find("share")?.Double(),
                Requests = task.Find("requests")?.Double() ?? 1,
            });
        }

        return new UserClassPlan
        {
            Name = part["name"].Text(),
            Weight = part["weight"].Double(),
            FixedCount = part["fixedCount"].Int(),
            WaitTime = part["waitTime"].Text(),
            MeanWait = part.Find("meanWaitSeconds")?.Double(),
            CycleSeconds = part.Find("cycleSeconds")?.Double(),
            Host = part.Find("host")?.Text(),
            Tasks = tasks,
        };
    }
}
