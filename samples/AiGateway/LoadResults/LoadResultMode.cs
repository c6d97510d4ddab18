using System.Text.Json.Nodes;

namespace AiGateway.LoadResults;

/// <summary>One of the runs that the recorded project published and never made: a script printed these rows, always the same ones.</summary>
/// <param name="Name">What the script called it.</param>
/// <param name="Csv">Its rows, with their header.</param>
internal sealed record LoadResultMode(string Name, string Csv)
{
    /// <summary>All of them, the baseline first.</summary>
    public static IReadOnlyList<LoadResultMode> All { get; } = [Read("baseline"), Read("api"), Read("rag"), Read("mcp")];

    /// <summary>The rows as JSON, one a service, and their sum, which the CSV has not.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        var (requests, failures) = (0, 0);
        foreach (var line in Csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var row = Row(line.Split(','));
            requests += row["requests"]!.GetValue<int>();
            failures += row["failures"]!.GetValue<int>();
            json[row["name"]!.GetValue<string>()] = row;
        }

        json["total"] = new JsonObject { ["name"] = "Total", ["requests"] = requests, ["failures"] = failures };
        return json;
    }

    private static LoadResultMode Read(string name)
    {
        using var stream = typeof(LoadResultMode).Assembly.GetManifestResourceStream($"{name}.csv")!;
        using var reader = new StreamReader(stream);
        return new(name, reader.ReadToEnd());
    }

    // A number is written as the CSV has it, 35.0 too.
    private static JsonObject Row(string[] fields) => new()
    {
        ["name"] = fields[0],
        ["requests"] = JsonNode.Parse(fields[1]),
        ["failures"] = JsonNode.Parse(fields[2]),
        ["median_response_time"] = JsonNode.Parse(fields[3]),
        ["average_response_time"] = JsonNode.Parse(fields[4]),
        ["min_response_time"] = JsonNode.Parse(fields[5]),
        ["max_response_time"] = JsonNode.Parse(fields[6]),
        ["average_content_length"] = JsonNode.Parse(fields[7]),
        ["requests_per_second"] = JsonNode.Parse(fields[8]),
    };
}
