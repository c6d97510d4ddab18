using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether connections were used again as the users' model says.</summary>
internal sealed class ReuseRule : IAuditRule
{
    public string Id => "CONN";

    public string Title => "Connections and requests";

    public string Needs => "connections opened";

    public string Severities => "warning: a connection for every second request or more although they are to be kept alive; note: the same where they are not";

    public AuditOutcome Judge(AuditInput input)
    {
        var total = input.Run.Total();
        if (!input.Run.Knows(UnknownParts.Connections) || total.ConnectionsOpened == 0)
        {
            return AuditOutcome.NotApplicable("connections are not known");
        }

        // A user has up to six connections of its own, which it opens once.
        var users = Math.Max(input.Timeline.Points.Max(p => p.Users) ?? 0, input.Run.Classes.Sum(c => c.Running + c.Lost));
        if (total.ConnectionsOpened < total.Settled * 0.5 || total.ConnectionsOpened <= Math.Max(100, users * 6L))
        {
            return AuditOutcome.Clean;
        }

        var meant = input.Run.Plan.Settings.GetValueOrDefault("keepAlive") == "false";
        return AuditOutcome.Found(this.Finding(
            meant ? NoteSeverity.Note : NoteSeverity.Warning,
            $"{Figures.Count(total.ConnectionsOpened)} connections were opened for {Figures.Count(total.Settled)} requests: connecting, and TLS where there is any, is in most response times.",
            meant ? "Say so beside the figures." : "Find out who closes the connections: the target, something between, or its keep-alive limit.",
            new("connections opened", total.ConnectionsOpened),
            new("requests", total.Settled)));
    }
}
