using System.Globalization;

namespace Scale;

/// <summary>What the command line says. A null means what the target asks for.</summary>
internal sealed record ScaleOptions
{
    public const string Usage = """
        Usage: bench/scale/run EXPERIMENT [OPTIONS]

          users              memory of a user with an open connection: 15,000 against 100
          ramp               whether 1,000 users a second start on time, up to 10,000
          arrivals           whether 20,000 scheduled arrivals a second are sent, and how late
          dispatch           the time that it takes to share 1,000,000 users out to 10,000 agents
          day                memory over 24 hours of intervals with 200 request names, as fast as they can be made
          all                all of them, one after the other

          --users N          users, ramp, dispatch: how many
          --rate N           ramp: users a second; arrivals: arrivals a second
          --duration N       arrivals: seconds; default 20
          --settle N         users: seconds from the last connect to the measurement; default 60
          --agents N         dispatch: how many
          --hours N          day: how many; default 24
          --note TEXT        a remark for the page, such as what else ran
          --output FILE      the page; default bench/results/scale.md. Only the sections of what ran are replaced
        """;

    public bool Help { get; private init; }

    public string Experiment { get; private init; } = "all";

    public int? Users { get; private init; }

    public int? Rate { get; private init; }

    public int Duration { get; private init; } = 20;

    public int Settle { get; private init; } = 60;

    public int Agents { get; private init; } = 10_000;

    public int Hours { get; private init; } = 24;

    public string? Note { get; private init; }

    public string? Output { get; private init; }

    public IReadOnlyList<string> CommandLine { get; private init; } = [];

    public static ScaleOptions Parse(IReadOnlyList<string> args)
    {
        if (args.Count == 0)
        {
            throw new ArgumentException("Which experiment?");
        }

        var options = new ScaleOptions { CommandLine = args };
        for (var i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "users" or "ramp" or "arrivals" or "dispatch" or "day" or "all" when i == 0 => options with { Experiment = args[0] },
                "--help" or "-h" => options with { Help = true },
                "--users" => options with { Users = Number() },
                "--rate" => options with { Rate = Number() },
                "--duration" => options with { Duration = Number() },
                "--settle" => options with { Settle = Number() },
                "--agents" => options with { Agents = Number() },
                "--hours" => options with { Hours = Number() },
                "--note" => options with { Note = Value() },
                "--output" => options with { Output = Value() },
                _ => throw new ArgumentException($"Unknown argument '{args[i]}'."),
            };

            string Value() => ++i < args.Count ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value.");

            int Number()
            {
                var (name, text) = (args[i], Value());
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                    ? number
                    : throw new ArgumentException($"{name} '{text}' is not a number above 0.");
            }
        }

        return options;
    }

    public bool Selects(IExperiment experiment) => Experiment == "all" || Experiment == experiment.Name;
}
