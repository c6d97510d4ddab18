using System.Collections.Concurrent;
using System.Text;
using ControlPlane.Deployments;
using Samples;

namespace ControlPlane.Monitoring;

/// <summary>The service's metrics, by the names that the recorded system's alerts use.</summary>
internal sealed class ServiceMetrics
{
    /// <summary>Names of applications are the callers' own: so many are labels of their own, the rest is one.</summary>
    private const int MaxApplications = 100;
    private const string OtherApplications = "(other)";

    private static readonly double[] LongSeconds = [1, 5, 10, 30, 60, 300, 1800];
    private static readonly double[] Scores = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

    private readonly ConcurrentDictionary<string, string> _applications = new();

    private readonly CounterFamily<(DeploymentStatus Status, Ring Ring, string App, bool Cab)> _deployments = new(
        "deployment_total",
        "Deployments that came to a status.",
        key => $"status=\"{WireEnum<DeploymentStatus>.Text(key.Status)}\",ring=\"{WireEnum<Ring>.Text(key.Ring)}\",app_name=\"{Labels.Escape(key.App)}\",requires_cab=\"{(key.Cab ? "true" : "false")}\"");

    private readonly HistogramFamily<Ring> _deploymentSeconds = new(
        "deployment_duration_seconds", "From a deployment's creation to its completion.", LongSeconds, ring => $"ring=\"{WireEnum<Ring>.Text(ring)}\"");

    private readonly HistogramFamily<Ring> _scores = new(
        "risk_score_distribution", "Risk scores of new deployments.", Scores, ring => $"ring=\"{WireEnum<Ring>.Text(ring)}\"");

    private readonly CounterFamily<(Ring From, Ring To)> _promotions = new(
        "ring_promotion_total",
        "Versions deployed to a ring after a smaller one.",
        key => $"from_ring=\"{WireEnum<Ring>.Text(key.From)}\",to_ring=\"{WireEnum<Ring>.Text(key.To)}\"");

    private readonly HistogramFamily<(string Task, bool Ok)> _taskSeconds = new(
        "celery_task_duration_seconds", "Background jobs.", RequestMetrics.Seconds, key => $"task=\"{key.Task}\",status=\"{(key.Ok ? "success" : "failure")}\"");

    private readonly HistogramFamily<(string Connector, string Operation, bool Ok)> _operationSeconds = new(
        "connector_operation_duration_seconds",
        "Operations on the planes.",
        RequestMetrics.Seconds,
        key => $"connector=\"{key.Connector}\",operation=\"{key.Operation}\",status=\"{(key.Ok ? "success" : "failure")}\"");

    public RequestMetrics Requests { get; } = new();

    public void Created(Deployment deployment, Ring? promotedFrom)
    {
        Reached(deployment);
        _scores.Observe(deployment.TargetRing, deployment.RiskScore);
        if (promotedFrom is { } from)
        {
            _promotions.Add((from, deployment.TargetRing));
        }
    }

    /// <summary>A deployment came to its present status.</summary>
    public void Reached(Deployment deployment) =>
        _deployments.Add((deployment.Status, deployment.TargetRing, Application(deployment.AppName), deployment.RequiresCabApproval));

    public void Completed(Deployment deployment, TimeSpan time)
    {
        Reached(deployment);
        _deploymentSeconds.Observe(deployment.TargetRing, time.TotalSeconds);
    }

    public void Worked(string task, bool ok, TimeSpan time) => _taskSeconds.Observe((task, ok), time.TotalSeconds);

    public void Operated(string connector, string operation, bool ok, TimeSpan time) => _operationSeconds.Observe((connector, operation, ok), time.TotalSeconds);

    public void Write(StringBuilder text)
    {
        Requests.Write(text);
        _deployments.Write(text);
        _deploymentSeconds.Write(text);
        _scores.Write(text);
        _promotions.Write(text);
        _taskSeconds.Write(text);
        _operationSeconds.Write(text);
    }

    private string Application(string name) =>
        _applications.TryGetValue(name, out var known) ? known
        : _applications.Count < MaxApplications ? _applications.GetOrAdd(name, name)
        : OtherApplications;
}
