using System.Text.Json;
using ControlPlane.Requests;
using Samples;

namespace ControlPlane.Deployments;

/// <summary>What a caller wants deployed, checked. The evidence is valid as long as the request's body is.</summary>
internal sealed record DeploymentRequest(string AppName, string Version, Ring TargetRing, ConnectorType ConnectorType, JsonElement? Evidence)
{
    private const int MaxAppName = 255;
    private const int MaxVersion = 50;

    private static readonly string[] Texts = ["app_name", "version", "target_ring", "connector_type"];

    /// <summary>Reads one; null where something is wrong, which the problem then says.</summary>
    public static DeploymentRequest? Read(RequestFields fields, out string problem)
    {
        problem = "";
        foreach (var name in Texts)
        {
            if (fields.Json(name) is { ValueKind: not JsonValueKind.String })
            {
                problem = $"{name} must be a string";
                return null;
            }
        }

        if (fields.Text("app_name") is not { } app || fields.Text("version") is not { } version || fields.Text("target_ring") is not { } target)
        {
            problem = "app_name, version, and target_ring are required";
            return null;
        }

        var ring = WireEnum<Ring>.Parse(target);
        var connector = fields.Text("connector_type") is { } connectorText ? WireEnum<ConnectorType>.Parse(connectorText) : ConnectorType.Intune;
        var evidence = fields.Json("evidence_pack");
        problem = app.Length > MaxAppName ? "app_name is longer than 255 characters"
            : version.Length > MaxVersion ? "version is longer than 50 characters"
            : HasControl(app) || HasControl(version) ? "app_name and version must not contain control characters"
            : ring is null ? $"target_ring must be one of {WireEnum<Ring>.All}"
            : evidence is { ValueKind: not JsonValueKind.Object } ? "evidence_pack must be an object"
            : connector is null ? $"connector_type must be one of {WireEnum<ConnectorType>.All}"
            : "";
        return problem.Length > 0 ? null : new(app, version, ring!.Value, connector!.Value, evidence);
    }

    // PostgreSQL stores no NUL, and nobody wants the others in a list.
    private static bool HasControl(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }
}
