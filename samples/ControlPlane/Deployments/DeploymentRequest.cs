using System.Text.Json;
using ControlPlane.Requests;

namespace ControlPlane.Deployments;

/// <summary>What a caller wants deployed, checked.</summary>
internal sealed record DeploymentRequest(string AppName, string Version, Ring TargetRing, int RiskScore)
{
    private const int MaxAppName = 255;
    private const int MaxVersion = 50;

    private static readonly string[] Connectors = ["intune", "jamf", "sccm", "landscape", "ansible"];

    /// <summary>Reads one; null where something is wrong, which the problem then says.</summary>
    public static DeploymentRequest? Read(RequestFields fields, out string problem)
    {
        problem = "";
        if (fields.Text("app_name") is not { } app || fields.Text("version") is not { } version || fields.Text("target_ring") is not { } target)
        {
            problem = "app_name, version, and target_ring are required";
            return null;
        }

        var ring = WireEnum.Parse<Ring>(target);
        var evidence = fields.Json("evidence_pack");
        problem = app.Length > MaxAppName ? "app_name is longer than 255 characters"
            : version.Length > MaxVersion ? "version is longer than 50 characters"
            : ring is null ? "target_ring must be one of LAB, CANARY, PILOT, DEPARTMENT, GLOBAL"
            : evidence is { ValueKind: not JsonValueKind.Object } ? "evidence_pack must be an object"
            : !Connectors.Contains(fields.Text("connector_type") ?? "intune") ? "connector_type must be one of intune, jamf, sccm, landscape, ansible"
            : "";
        return problem.Length > 0 ? null : new(app, version, ring!.Value, RiskModel.Score(ring.Value, evidence));
    }
}
