using System.Globalization;

namespace Peers.Server;

/// <summary>The page of nginx's stub_status: open connections, and requests since the start.</summary>
internal readonly record struct NginxStatus(int Connections, long Requests)
{
    // Active connections: 1
    // server accepts handled requests
    //  2 2 17
    public static NginxStatus Parse(string page)
    {
        var lines = page.Split('\n');
        var connections = lines[0].Split(':')[1];
        var requests = lines[2].Trim().Split(' ')[2];
        return new(int.Parse(connections, CultureInfo.InvariantCulture), long.Parse(requests, CultureInfo.InvariantCulture));
    }
}
