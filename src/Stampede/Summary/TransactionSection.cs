using Spectre.Console.Rendering;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>A row per transaction. No total: their requests are in that of the requests.</summary>
internal static class TransactionSection
{
    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        if (result.Transactions.Count == 0)
        {
            return [];
        }

        var table = RequestSection.Table("Transaction", "Count", "per s");
        foreach (var (name, stats) in result.Transactions.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            table.Add(RequestSection.Row(name, stats, result));
        }

        return [table];
    }
}
