using System.Globalization;
using System.Text.Json;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Where a run ran and with what settings, as named groups of lines.</summary>
internal static class PageEnvironment
{
    private static readonly SecretNames Secrets = new([]);

    public static void Write(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartObject("environment");
        json.WriteMap("Machine", result.Environment is { } environment ? Known(Machine(environment)) : []);
        json.WriteMap("Run", Known(Run(result)));
        Write(json, "Settings", result.Plan.Settings);
        Write(json, "Options of the load test", result.Plan.Options);
        Write(json, "Changed by command line, environment or configuration", result.Plan.Overrides);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count > 0)
        {
            json.WriteMap(name, values.Select(v => KeyValuePair.Create(v.Key, Secrets.Contains(v.Key) ? SecretMask.Mask : SecretMask.Text(v.Value))));
        }
    }

    private static IEnumerable<(string, string?)> Machine(RunEnvironment environment) =>
    [
        ("Machine", environment.Machine),
        ("Processor", environment.Processor ?? "unknown"),
        ("Cores", Number(environment.Cores)),
        ("Memory", Figures.Bytes(environment.Memory)),
        ("System", $"{environment.System}, {environment.Architecture}"),
        (".NET", $"{environment.Runtime}; garbage collector: {environment.GarbageCollector}"),
        ("Stampede", $"{environment.Version}, {(environment.Optimized ? "optimised" : "not optimised")}"),
        ("Transport", $"{environment.Transport}, {Figures.Plural(environment.Loops, "event loop")}"),
        ("Open files allowed", environment.OpenFilesLimit is { } limit ? Figures.Count(limit) : "no limit"),
        ("Commit", environment.Commit ?? "unknown"),
        ("Command line", environment.CommandLine.Count == 0 ? "without arguments" : string.Join(' ', SecretMask.CommandLine(environment.CommandLine))),
    ];

    private static IEnumerable<(string, string?)> Run(RunResult result)
    {
        var plan = result.Plan;
        if (result.Imported is { } imported)
        {
            return
            [
                ("Imported from", imported.Format),
                ("Files", string.Join(", ", imported.Files.Select(f => SecretMask.Text(f)))),
                ("Host", plan.Host is { } host ? SecretMask.Url(host) : null),
                ("Load", plan.Load.Description),
                ("Measured time", result.Knows(UnknownParts.Duration) ? Figures.Span(result.Duration) : "unknown"),
                ("Ended", result.Knows(UnknownParts.Ending) ? SummaryText.Ending(result, "not ended") : "unknown"),
                ("Run folder", result.Folder),
            ];
        }

        return
        [
            ("Host", plan.Host is { } address ? SecretMask.Url(address) : null),
            ("Load", plan.Load.Description),
            ("Planned time", plan.Load.Duration is { } planned ? Figures.Span(planned) : "until it is stopped"),
            ("Measured time", Figures.Span(result.Duration)),
            ("Ended", SummaryText.Ending(result, "not ended: its process was killed, or still runs")),
            ("Exit code", result.ExitCode is { } code ? Number(code) : "unknown"),
            ("Seed", plan.Seed.ToString(CultureInfo.InvariantCulture)),
            ("Stop timeout", Figures.Span(plan.StopTimeout)),
            ("Start retries", Number(plan.StartRetries)),
            ("Tags", plan.Tags.Count > 0 ? string.Join(", ", plan.Tags) : null),
            ("Excluded tags", plan.ExcludeTags.Count > 0 ? string.Join(", ", plan.ExcludeTags) : null),
            ("Hash of the thresholds", plan.ThresholdsHash.Length > 0 ? plan.ThresholdsHash : null),
            ("Run folder", result.Folder),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Known(IEnumerable<(string Name, string? Value)> values) =>
        values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Name, v.Value!));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
