using Stampede.Auditing;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class SumsRuleTests
{
    private static readonly SumsRule Rule = new();

    [Fact]
    public void Rows_that_do_not_add_up_to_the_stated_total_are_invalid()
    {
        var run = AuditRuns.Imported(("GET /a", AuditRuns.Reported(100, 3)), ("GET /b", AuditRuns.Reported(50)));
        run = run with { Imported = run.Imported! with { Total = AuditRuns.Reported(300, 6) } };
        var finding = Assert.Single(AuditRuns.Find(Rule, run));
        Assert.Equal(NoteSeverity.Invalid, finding.Severity);
        Assert.Equal((150, 300), (finding.Number("requests, summed"), finding.Number("requests, stated")));
        Assert.Equal((3, 6), (finding.Number("failures, summed"), finding.Number("failures, stated")));
    }

    [Fact]
    public void Rows_that_add_up_are_clean() =>
        AuditRuns.FindNothing(Rule, AuditRuns.Imported(("GET /a", AuditRuns.Reported(100, 3)), ("GET /b", AuditRuns.Reported(50))));

    [Fact]
    public void Without_a_stated_total_it_does_not_apply() => Assert.NotNull(AuditRuns.Judge(Rule, AuditRuns.Own()).Reason);
}
