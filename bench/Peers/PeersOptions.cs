using System.Globalization;
using Peers.Generators;

namespace Peers;

/// <summary>What the command line says.</summary>
internal sealed record PeersOptions
{
    public const string Usage = """
        Usage: bench/peers [OPTIONS]     requests per CPU-second of load generators, side by side
               bench/memory [OPTIONS]    memory of Stampede with many waiting users

          --rounds N         rounds, each with every generator in turn; default 3
          --duration N       seconds a generator runs; default 10
          --connections N    connections, or users; default 100, for memory 10,000
          --settle N         memory: seconds from the last connect to the measurement; default 60
          --only A,B         these generators only: wrk, hey, stampede, locust-fasthttpuser, locust-httpuser
          --no-https         leave out the rounds over https
          --output FILE      the report; default bench/results/peers.md or memory.md
        """;

    public bool Help { get; private init; }

    public bool Memory { get; private init; }

    public int Rounds { get; private init; } = 3;

    public int Duration { get; private init; } = 10;

    public int? Connections { get; private init; }

    public int Settle { get; private init; } = 60;

    public IReadOnlyList<string> Only { get; private init; } = [];

    public bool Https { get; private init; } = true;

    public string? Output { get; private init; }

    public IReadOnlyList<string> CommandLine { get; private init; } = [];

    public static PeersOptions Parse(IReadOnlyList<string> args)
    {
        var options = new PeersOptions { CommandLine = args };
        for (var i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "memory" when i == 0 => options with { Memory = true },
                "--help" or "-h" => options with { Help = true },
                "--rounds" => options with { Rounds = Number() },
                "--duration" => options with { Duration = Number() },
                "--connections" => options with { Connections = Number() },
                "--settle" => options with { Settle = Number() },
                "--only" => options with { Only = Value().Split(',') },
                "--no-https" => options with { Https = false },
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

    public bool Selects(IGenerator generator) =>
        Only.Count == 0 || Only.Contains(generator.Name.Replace(' ', '-'), StringComparer.OrdinalIgnoreCase);
}
