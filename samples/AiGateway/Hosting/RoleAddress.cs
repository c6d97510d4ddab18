using Microsoft.AspNetCore.Http;

namespace AiGateway.Hosting;

/// <summary>Where a service listens: at the base port api_gateway, two above it rag_service, twenty above it mcp_server, as the recorded ones do.</summary>
internal static class RoleAddress
{
    /// <summary>The address that a service of a process listens on. One alone listens where the command line says; port 0 is a free one for each.</summary>
    public static string Of(AiGatewayOptions options, Role role)
    {
        var isGiven = options.Urls.Length > 0;
        var start = BindingAddress.Parse(isGiven ? options.Urls : AiGatewayOptions.DefaultUrl);
        var offset = start.Port == 0 || (isGiven && options.Roles.Count == 1) ? 0 : role switch
        {
            Role.ApiGateway => 0,
            Role.RagService => 2,
            _ => 20,
        };
        return $"{start.Scheme}://{start.Host}:{start.Port + offset}";
    }
}
