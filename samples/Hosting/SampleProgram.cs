using System.Net.Sockets;
using Npgsql;

namespace Samples;

/// <summary>The frame of a sample's Program: reads the command line, runs, and says in a line why it cannot.</summary>
public static class SampleProgram
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code: 0, 1 for a start that failed, 2 for a wrong command line.</returns>
    public static async Task<int> Run<TOptions>(IReadOnlyList<string> args, OptionTable<TOptions> table, TOptions defaults, Func<TOptions, Task> run)
        where TOptions : SampleOptions
    {
        var parsed = table.Parse(args, defaults);
        if (parsed.Help)
        {
            Console.Out.WriteLine(table.Usage);
            return 0;
        }

        if (parsed.Problems.Count > 0)
        {
            foreach (var problem in parsed.Problems)
            {
                Console.Error.WriteLine(problem);
            }

            Console.Error.WriteLine("See --help.");
            return 2;
        }

        try
        {
            await run(parsed.Options);
            return 0;
        }
        catch (OperationCanceledException)
        {
            // Told to stop before it had started.
            return 0;
        }
        catch (StartException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
        catch (NpgsqlException problem)
        {
            Console.Error.WriteLine($"PostgreSQL cannot be used: {problem.Message}");
            return 1;
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            // The address is taken, or is none of this machine's.
            Console.Error.WriteLine($"Cannot listen{(parsed.Options.Urls.Length > 0 ? $" on {parsed.Options.Urls}" : "")}: {problem.Message}");
            return 1;
        }
    }
}
