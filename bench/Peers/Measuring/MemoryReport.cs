using System.Globalization;

namespace Peers.Measuring;

/// <summary>What the memory came to, as one page.</summary>
internal sealed record MemoryReport(PeersOptions Options, int Users, int Connections, long Resident, string Version)
{
    public void Write(string file)
    {
        var arguments = string.Concat(Options.CommandLine.Skip(1).Select(argument => " " + argument));
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            # Memory of many waiting users

            {Users:N0} users, each on its own connection, wait 1–3 s between requests to one nginx worker. Resident memory (VmRSS) of the whole
            process {Options.Settle} s after the last connect, with {Connections:N0} connections open at that moment:

            | users | VmRSS | a user | asked for |
            |---|---|---|---|
            | {Users:N0} | {Resident / 1e6:0.0} MB | {Resident / 1e3 / Users:0.0} KB | at most 150 MB for 10,000 |

            {MachineFacts.Text}
            Versions: {Version}; {MachineFacts.Nginx}.
            Command: `bench/memory{arguments}`

            """);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, text);
        Console.Out.Write(text);
    }
}
