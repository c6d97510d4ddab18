using System.Text;

namespace Stampede.Baselines.Compatible;

/// <summary>The report of a comparison as the scripts write it, <c>regression-analysis.md</c>, to the character.</summary>
public static class ScriptReport
{
    /// <summary>The report.</summary>
    public static string Of(ScriptComparison comparison)
    {
        var text = new StringBuilder("## Performance Regression Analysis\n\n");
        var failed = Findings(comparison, ScriptStatus.Fail);
        var warned = Findings(comparison, ScriptStatus.Warning);
        var passed = Findings(comparison, ScriptStatus.Pass);
        if (failed.Length > 0)
        {
            text.Append("### ❌ Failures (Action Required)\n\n");
            text.Append("| Service | Metric | Expected | Current | Change | Impact |\n|---------|--------|----------|---------|--------|--------|\n");
            foreach (var finding in failed)
            {
                text.Append(Row(finding)).Append(" ❌ Critical |\n");
            }

            text.Append('\n');
        }

        if (warned.Length > 0)
        {
            text.Append("### ⚠️ Warnings (Monitor)\n\n");
            text.Append("| Service | Metric | Expected | Current | Change |\n|---------|--------|----------|---------|--------|\n");
            foreach (var finding in warned)
            {
                text.Append(Row(finding)).Append('\n');
            }

            text.Append('\n');
        }

        if (passed.Length > 0)
        {
            text.Append($"### ✅ Passed ({passed.Length} metrics within thresholds)\n\nAll measured metrics are within acceptable thresholds.\n\n");
        }

        text.Append($"## Summary\n\n- **Total Metrics**: {comparison.Findings.Count}\n- **Failures**: {failed.Length}\n- **Warnings**: {warned.Length}\n- **Passed**: {passed.Length}\n");
        return text.ToString();
    }

    private static ScriptFinding[] Findings(ScriptComparison comparison, ScriptStatus status) => [.. comparison.Findings.Where(f => f.Status == status)];

    private static string Row(ScriptFinding finding) => $"| {finding.Service} | {finding.Metric} | {finding.Expected} | {finding.Current} | {finding.ChangeText} |";
}
