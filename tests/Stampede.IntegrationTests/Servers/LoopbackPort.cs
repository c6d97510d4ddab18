using System.Net;
using System.Net.Sockets;

namespace Stampede.IntegrationTests;

internal static class LoopbackPort
{
    /// <summary>A free one. Between asking for it and taking it another process may get it: the start of a server then fails, and says so.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
