using System.Globalization;

namespace Peers.Measuring;

/// <summary>What the memory came to, as one page.</summary>
internal sealed record MemoryReport(PeersOptions Options, MemoryMeasurement Measured)
{
    public void Write(string file)
    {
        var (users, connections, resident, version) = Measured;
        var arguments = string.Concat(Options.CommandLine.Skip(1).Select(argument => " " + argument));
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            # Memory of many waiting users

            {users:N0} users, each on its own connection, wait 1–3 s between requests to one nginx worker. Resident memory (VmRSS) of the whole
            process {Options.Settle} s after the last connect, with {connections:N0} connections open at that moment:

            | users | VmRSS | a user | asked for |
            |---|---|---|---|
            | {users:N0} | {resident / 1e6:0.0} MB | {resident / 1e3 / users:0.0} KB | at most 150 MB for 10,000 |

            {MachineFacts.Text}
            Versions: {version}; {MachineFacts.Nginx}.
            Command: `bench/memory{arguments}`

            """);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, text);
        Console.Out.Write(text);
    }
}
