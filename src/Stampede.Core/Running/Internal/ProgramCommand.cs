using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>A program with its arguments.</summary>
internal sealed class ProgramCommand(string fileName, IReadOnlyList<string> args) : ServiceCommand
{
    private const string PortPlaceholder = "{port}";

    public override Task<ServiceLaunch> Prepare(CancellationToken cancellationToken)
    {
        if (!args.Any(arg => arg.Contains(PortPlaceholder, StringComparison.Ordinal)))
        {
            return Task.FromResult(new ServiceLaunch(fileName, args, "", Address: null));
        }

        var port = FreePort();
        var text = port.ToString(CultureInfo.InvariantCulture);
        var filled = args.Select(arg => arg.Replace(PortPlaceholder, text, StringComparison.Ordinal)).ToArray();
        return Task.FromResult(new ServiceLaunch(fileName, filled, "", new Uri($"http://127.0.0.1:{text}")));
    }

    public override string ToString() => $"The service {Path.GetFileName(fileName)}";

    // Somebody else may take it before the program does; then the program says so and ends.
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
