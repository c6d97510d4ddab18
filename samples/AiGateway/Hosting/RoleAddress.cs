using System.Net;
using Microsoft.AspNetCore.Http;

namespace AiGateway.Hosting;

/// <summary>Where a service listens: at the base port api_gateway, two above it rag_service, twenty above it mcp_server, as the recorded ones do.</summary>
internal static class RoleAddress
{
    /// <summary>The address that a service of a process listens on. One alone listens where the command line says; port 0 is a free one for each.</summary>
    public static string Of(AiGatewayOptions options, Role role)
    {
        var start = Start(options);
        return $"{start.Scheme}://{start.Host}:{PortOf(options, start, role)}";
    }

    /// <summary>What is wrong with the addresses together.</summary>
    public static IEnumerable<string> Check(AiGatewayOptions options) =>
        options.Roles.Select(role => PortOf(options, Start(options), role)).Max() is > IPEndPoint.MaxPort and var highest
            ? [$"--urls '{options.Urls}' leaves no port for all services: the highest would be {highest}."]
            : [];

    private static BindingAddress Start(AiGatewayOptions options) => BindingAddress.Parse(options.Urls.Length > 0 ? options.Urls : AiGatewayOptions.DefaultUrl);

    private static int PortOf(AiGatewayOptions options, BindingAddress start, Role role) =>
        start.Port + (start.Port == 0 || (options.Urls.Length > 0 && options.Roles.Count == 1) ? 0 : role switch
        {
            Role.ApiGateway => 0,
            Role.RagService => 2,
            _ => 20,
        });
}
