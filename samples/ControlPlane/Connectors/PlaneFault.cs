namespace ControlPlane.Connectors;

/// <summary>A plane's failing on purpose: every call, or the first ones.</summary>
internal sealed record PlaneFault(Deployments.ConnectorType Plane, int Status, int Times);
