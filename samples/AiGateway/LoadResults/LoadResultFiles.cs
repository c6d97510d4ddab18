using System.Globalization;
using System.Text.Json;
using Samples;

namespace AiGateway.LoadResults;

/// <summary>Writes the result files that the recorded project published, under the names that its script gave them. No load is sent for them, now as then.</summary>
internal static class LoadResultFiles
{
    private const string Warning =
        "These rows are constants that a script of the recorded project printed. Nobody measured them: they are to try stampede's --compatible commands on, and nothing else.";

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Writes each mode as CSV and as JSON, and prints where.</summary>
    /// <param name="folder">Where to; made where there is none.</param>
    /// <param name="now">What the names say.</param>
    /// <exception cref="StartException">The folder cannot be written.</exception>
    public static void Write(string folder, DateTimeOffset now)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var mode in LoadResultMode.All)
            {
                var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"load_results_{mode.Name}_{now.UtcDateTime:yyyyMMdd_HHmmss}"));
                File.WriteAllText($"{path}.csv", mode.Csv);
                Console.Out.WriteLine($"{path}.csv");
                using (var file = File.Create($"{path}.json"))
                using (var writer = new Utf8JsonWriter(file, Indented))
                {
                    mode.ToJson().WriteTo(writer);
                }

                Console.Out.WriteLine($"{path}.json");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The load results cannot be written: {problem.Message}");
        }

        Console.Out.WriteLine(Warning);
    }
}
