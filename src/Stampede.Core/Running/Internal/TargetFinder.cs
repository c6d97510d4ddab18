using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Finds out where the targets of a run are: what shares the generator's machine shares its processors.</summary>
internal static class TargetFinder
{
    /// <summary>Of several targets the nearest; null where none is known.</summary>
    public static TargetPlace? Find(IEnumerable<IPEndPoint> targets)
    {
        TargetPlace? nearest = null;
        HashSet<IPAddress>? own = null;
        foreach (var target in targets.Distinct())
        {
            var place = IPAddress.IsLoopback(target.Address) ? TargetPlace.Loopback
                : (own ??= Addresses()).Contains(target.Address) ? TargetPlace.SameMachine : TargetPlace.Elsewhere;
            place = place != TargetPlace.Elsewhere && ListensHere(target.Port) ? TargetPlace.SameProcess : place;
            nearest = nearest is null || place > nearest ? place : nearest;
        }

        return nearest;
    }

    private static HashSet<IPAddress> Addresses()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address)];
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException)
        {
            return [];
        }
    }

    // Only Linux tells which process a listener is of: by the number that the socket has among our open files.
    private static bool ListensHere(int port)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            var listeners = ((string[])["/proc/self/net/tcp", "/proc/self/net/tcp6"]).Where(File.Exists).SelectMany(File.ReadLines)
                .Select(l => ListenerOf(l, port)).OfType<string>().ToHashSet();
            return listeners.Count > 0 && Directory.EnumerateFileSystemEntries("/proc/self/fd").Any(f => new FileInfo(f).LinkTarget is { } link && listeners.Contains(link));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SocketException)
        {
            return false;
        }
    }

    /// <summary>What an open file that is the listener of a line of /proc/net/tcp is called; null where the line is another port's, or no listener's.</summary>
    internal static string? ListenerOf(string line, int port)
    {
        const string Listening = "0A";
        var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns is [_, var local, _, Listening, _, _, _, _, _, var inode, ..]
            && local.EndsWith(string.Create(CultureInfo.InvariantCulture, $":{port:X4}"), StringComparison.Ordinal) ? $"socket:[{inode}]" : null;
    }
}
