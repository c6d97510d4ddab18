namespace Stampede.Engine;

/// <summary>Options of Locust that have no meaning here: each is answered with what to do instead.</summary>
internal static class LocustOptions
{
    private const string Page = "There is no web page yet, it comes with a later version: the run is shown on the terminal.";
    private const string Machines = "Load from several machines comes with a later version; one process here uses all cores of its machine.";

    private static readonly (string[] Names, string Answer)[] Answers =
    [
        (["--locustfile", "-f"], "The load-test file is the program: dotnet run file.cs -- [options], or stampede run file.cs [options]."),
        (["--web-host", "--web-port", "-P", "--web-base-path", "--web-host-display-name", "--web-login", "--web-auth", "--tls-cert", "--tls-key",
            "--build-path", "--legacy-ui"], Page),
        (["--autostart"], "A run starts at once, there is nothing to switch on: leave it out."),
        (["--autoquit"], "A run ends by itself after its --run-time: leave it out."),
        (["--headful"], "Write --headless=false to have the live view where a configuration file or a variable says headless."),
        (["--class-picker"], "Name the user classes to run behind the options: ... -u 10 AdminUser."),
        (["--master", "--master-bind-host", "--master-bind-port", "--expect-workers", "--expect-workers-max-wait", "--enable-rebalancing",
            "--worker", "--master-host", "--master-port"], Machines),
        (["--processes"], "One process uses all cores; --loops sets the number of its event-loop threads."),
        (["--profile"], "Give each group of runs a folder of its own: --results results/<name>."),
        (["--otel"], "Export to OpenTelemetry comes with a later version; --csv, --json and the run folder hold the figures."),
    ];

    /// <summary>Every name that is answered.</summary>
    public static IEnumerable<string> Names => Answers.SelectMany(a => a.Names);

    /// <summary>The answer to an option, with its dashes; null where Locust has none of this name, or it is an option here.</summary>
    public static string? Answer(string name) => Answers.FirstOrDefault(a => a.Names.Contains(name)).Answer;
}
