using System.Collections.Concurrent;

namespace AiGateway.Sandbox;

/// <summary>The files that tools may read and write: few and small. What they hold is on the disk and, for comparing, in memory.</summary>
internal sealed class SandboxFiles(SandboxFolder folder)
{
    private const int MaxFiles = 500;

    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, string> _contents = new(StringComparer.Ordinal);

    /// <summary>Their paths, in order.</summary>
    public IEnumerable<string> All => _contents.Keys.Order(StringComparer.Ordinal);

    /// <summary>A path's name in here.</summary>
    /// <returns>Null where it leads out.</returns>
    public string? NameOf(string path) => folder.Find(path) is { } full ? folder.NameOf(full) : null;

    public string? Content(string name) => _contents.GetValueOrDefault(name);

    /// <summary>Reads a file from the disk.</summary>
    /// <returns>Null where there is none.</returns>
    public Task<string>? Read(string name, CancellationToken cancellationToken) =>
        _contents.ContainsKey(name) ? File.ReadAllTextAsync(folder.Find(name)!, cancellationToken) : null;

    /// <summary>Writes a file.</summary>
    /// <returns>Whether there is room for it.</returns>
    public bool Write(string name, string content)
    {
        // One at a time: two callers may write the same file.
        lock (_writing)
        {
            if (!_contents.ContainsKey(name) && (_contents.Count >= MaxFiles || Directory.Exists(folder.Find(name))))
            {
                return false;
            }

            folder.Write(name, content);
            _contents[name] = content;
            return true;
        }
    }

    /// <summary>The names in a folder, those of folders with a slash; all of it where the folder is the root.</summary>
    public IEnumerable<string> List(string name)
    {
        var prefix = name is "." or "" ? "" : name + "/";
        return All
            .Where(file => file.StartsWith(prefix, StringComparison.Ordinal))
            .Select(file => file[prefix.Length..])
            .Select(rest => rest.IndexOf('/') is var slash && slash < 0 ? rest : rest[..(slash + 1)])
            .Distinct();
    }
}
