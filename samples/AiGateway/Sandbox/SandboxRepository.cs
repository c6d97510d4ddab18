using System.Text.Json.Nodes;

namespace AiGateway.Sandbox;

/// <summary>
/// The history of the sandbox's files. It is no git: it keeps what each file held at the last commit, in memory, and answers what git's commands of these names
/// would, so that nothing needs to be installed and no other repository can be touched.
/// </summary>
internal sealed class SandboxRepository(SandboxFiles files, TimeProvider clock)
{
    private const int Kept = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _committed = [];
    private readonly HashSet<string> _staged = [];
    private readonly LinkedList<(string Id, string Message, DateTimeOffset At)> _log = new();

    /// <summary>Commits all files there are.</summary>
    public void CommitAll(string message)
    {
        lock (_lock)
        {
            _staged.UnionWith(files.All);
            Commit(message);
        }
    }

    public JsonNode Status()
    {
        lock (_lock)
        {
            return new JsonObject
            {
                ["branch"] = "main",
                ["staged"] = List(_staged.Order(StringComparer.Ordinal)),
                ["modified"] = List(Changed().Where(file => _committed.ContainsKey(file) && !_staged.Contains(file))),
                ["untracked"] = List(Changed().Where(file => !_committed.ContainsKey(file) && !_staged.Contains(file))),
            };
        }
    }

    public JsonNode Log()
    {
        lock (_lock)
        {
            return new JsonArray([.. _log.Select(commit => (JsonNode)new JsonObject
            {
                ["commit"] = commit.Id,
                ["message"] = commit.Message,
                ["date"] = commit.At.ToString("O"),
            })]);
        }
    }

    /// <summary>The lines that were taken away and those that were added, of one file or of all that have changed.</summary>
    public string Diff(string? file)
    {
        lock (_lock)
        {
            return string.Join('\n', Changed().Where(changed => file is null || changed == file).Select(Difference));
        }
    }

    /// <summary>Stages a file.</summary>
    /// <returns>Whether it has changed.</returns>
    public bool Add(string file)
    {
        lock (_lock)
        {
            var hasChanged = Changed().Contains(file);
            if (hasChanged)
            {
                _staged.Add(file);
            }

            return hasChanged;
        }
    }

    /// <summary>Commits what is staged.</summary>
    /// <returns>The commit's id; null where nothing is staged.</returns>
    public string? Commit(string message)
    {
        lock (_lock)
        {
            if (_staged.Count == 0)
            {
                return null;
            }

            foreach (var file in _staged)
            {
                _committed[file] = files.Content(file) ?? "";
            }

            _staged.Clear();
            var id = $"{Guid.NewGuid():N}"[..10];
            _log.AddFirst((id, message, clock.GetUtcNow()));
            if (_log.Count > Kept)
            {
                _log.RemoveLast();
            }

            return id;
        }
    }

    private IEnumerable<string> Changed() => files.All.Where(file => !_committed.TryGetValue(file, out var before) || before != files.Content(file));

    private string Difference(string file)
    {
        var before = (_committed.GetValueOrDefault(file) ?? "").Split('\n');
        var after = (files.Content(file) ?? "").Split('\n');
        return string.Join('\n', [$"--- a/{file}", $"+++ b/{file}", .. before.Except(after).Select(line => $"-{line}"), .. after.Except(before).Select(line => $"+{line}")]);
    }

    private static JsonArray List(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];
}
