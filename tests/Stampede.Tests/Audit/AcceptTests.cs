using Stampede.Auditing;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Findings that a test accepts, and rules of its own.</summary>
public sealed class AcceptTests
{
    [Fact]
    public async Task An_accepted_finding_stays_and_does_not_decide()
    {
        var run = await Run(["OWN: so on purpose"]);
        var finding = Assert.Single(run.Audit!.Findings, f => f.Rule == "OWN");
        Assert.Equal(("so on purpose", NoteSeverity.Invalid), (finding.Accepted, finding.Severity));
        Assert.NotEqual(Verdict.Invalid, run.Verdict);
        Assert.Equal(["OWN: so on purpose"], run.Plan.Accept);
    }

    [Fact]
    public async Task What_is_not_accepted_makes_the_run_invalid()
    {
        var run = await Run([]);
        Assert.Equal((Verdict.Invalid, ExitCode.Invalid), (run.Verdict, run.ExitCode));
        Assert.Equal("Finds always", run.Audit!.Titles["OWN"]);
    }

    [Fact]
    public async Task On_the_command_line_an_equals_sign_separates_it() => Assert.NotEqual(Verdict.Invalid, (await Run([], ["own=so on purpose"])).Verdict);

    [Theory]
    [InlineData("OWM: so", "there is no rule 'OWM'; did you mean 'OWN'?")]
    [InlineData("NOTHING-LIKE-IT: so", "there is no rule 'NOTHING-LIKE-IT'; 'stampede audit --rules' lists them.")]
    [InlineData("OWN", "a reason is missing; write 'OWN: why it is so on purpose'.")]
    [InlineData("OWN:  ", "a reason is missing")]
    public async Task A_mistake_is_told_before_the_run(string text, string problem)
    {
        var thrown = await Assert.ThrowsAsync<LoadTestException>(() => Run([text]));
        Assert.Contains(thrown.Problems, p => p.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_rules_of_one_identifier_are_a_mistake()
    {
        var thrown = await Assert.ThrowsAsync<LoadTestException>(() => Run([], rules: [new OwnRule(), new OwnRule()]));
        Assert.Contains(thrown.Problems, p => p.Contains("there are several rules 'OWN'", StringComparison.Ordinal));
    }

    private static Task<RunResult> Run(IReadOnlyList<string> accept, IReadOnlyList<string>? further = null, IReadOnlyList<IAuditRule>? rules = null) => new LoadTest
    {
        Users = [typeof(IdleUser)],
        Load = Load.Users(1).For("0.2s"),
        Accept = accept,
        AuditRules = rules ?? [.. AuditRules.All, new OwnRule()],
    }.Run(new RunOptions { Accept = further ?? [] }, TestContext.Current.CancellationToken);

    private sealed class IdleUser : User
    {
        public override WaitTime WaitTime => WaitTime.Constant(0.05);

        [Task]
        public ValueTask Nothing() => default;
    }

    private sealed class OwnRule : IAuditRule
    {
        public string Id => "OWN";

        public string Title => "Finds always";

        public string Needs => "nothing";

        public string Severities => "invalid always";

        public AuditOutcome Judge(AuditInput input) => AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = NoteSeverity.Invalid,
            Numbers = [],
            Meaning = "It is always so.",
            Advice = "Accept it.",
        });
    }
}
