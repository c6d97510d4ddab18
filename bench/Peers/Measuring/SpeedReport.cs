using System.Globalization;
using System.Text;

namespace Peers.Measuring;

/// <summary>What the rounds came to, as one page.</summary>
internal sealed class SpeedReport(
    PeersOptions options,
    int connections,
    IReadOnlyList<string> versions,
    IReadOnlyDictionary<string, List<Measurement>> http,
    IReadOnlyDictionary<string, List<Measurement>> https)
{
    private const string Stampede = "stampede";

    public void Write(string file)
    {
        var text = ToString();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, text);
        Console.Out.Write(text);
    }

    public override string ToString()
    {
        var page = new StringBuilder();
        page.AppendLine("# Stampede beside other load generators").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"""
            Requests per CPU-second of the generator's own process (user and system, start-up included): one nginx worker serving 45 bytes over
            loopback, {connections} connections, no wait, {options.Rounds} rounds of {options.Duration} s with every generator in turn; median [lowest–highest]. *Steady* leaves out the
            first 2 s of requests. *Stampede is* compares within the same round. The requests are the generator's own count; nginx counted the same to 1 %.
            """);
        Table(page, "http", http);
        Table(page, "https", https);
        Costs(page);
        page.AppendLine();
        page.AppendLine(MachineFacts.Text);
        page.AppendLine(CultureInfo.InvariantCulture, $"Versions: {string.Join(", ", versions)}; {MachineFacts.Nginx}.");
        page.AppendLine(CultureInfo.InvariantCulture, $"Command: `{string.Join(' ', ["bench/peers", .. options.CommandLine])}`");
        return page.ToString();
    }

    private static void Table(StringBuilder page, string scheme, IReadOnlyDictionary<string, List<Measurement>> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"| {scheme} | requests per CPU-second | steady | requests per second | Stampede is | asked for |");
        page.AppendLine("|---|---|---|---|---|---|");
        foreach (var (name, runs) in results)
        {
            page.AppendLine(string.Join(" | ", [
                $"| {name}",
                Spread.Of(runs.Select(run => run.Rate)).ToString("N0"),
                Spread.Of(runs.Select(run => run.SteadyRate)).ToString("N0"),
                Spread.Of(runs.Select(run => run.Requests / run.Seconds)).ToString("N0"),
                Ratio(results, name),
                $"{Target.Of(scheme, name)} |",
            ]));
        }
    }

    private static string Ratio(IReadOnlyDictionary<string, List<Measurement>> results, string name) =>
        name == Stampede || !results.TryGetValue(Stampede, out var ours)
            ? ""
            : Spread.Of(ours.Zip(results[name], (our, their) => our.Rate / their.Rate)).ToString("0.00") + " ×";

    private void Costs(StringBuilder page)
    {
        var runs = http.GetValueOrDefault(Stampede) ?? [];
        if (runs.Count == 0)
        {
            return;
        }

        var costs = runs.Select(run => StampedeRun.Costs(run.ResultFolder!)).ToArray();
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"""
            Stampede by its own account, http: {Spread.Of(costs.Zip(runs, (cost, run) => cost.AllocatedBytes / run.Requests)).ToString("0.0")} bytes allocated a request (asked for: at most 200);
            garbage collection pauses {Spread.Of(costs.Select(cost => 100 * cost.PauseShare)).ToString("0.000")} % of the run (asked for: under 1 %).
            """);
    }
}
