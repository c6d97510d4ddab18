using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the generator was built to be fast.</summary>
internal sealed class BuildRule : IAuditRule
{
    public string Id => "BUILD";

    public string Title => "An unoptimised build";

    public string Needs => "the environment of the run";

    public string Severities => "note: Stampede or the load test was built without optimisation; warning for capacity and comparison";

    public AuditOutcome Judge(AuditInput input) => input.Run.Environment switch
    {
        null => AuditOutcome.NotApplicable("the environment is not known"),
        { Optimized: true } => AuditOutcome.Clean,
        _ => AuditOutcome.Found(this.Finding(
            input.Weigh(NoteSeverity.Note, NoteSeverity.Warning),
            "Stampede or the load test was built without optimisation (Debug): the generator needs more processor time for a request than it has to.",
            "Run it with -c Release, or set Optimize to true.",
            [])),
    };
}
