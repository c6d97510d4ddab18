using System.Collections.Concurrent;

namespace Stampede.Engine;

/// <summary>Gives each name (of a check, of a transaction) a small number. Id 0 is "(other)", where names beyond the limit go.</summary>
internal sealed class NameIds
{
    public const int Other = 0;

    private readonly int _limit;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public NameIds(int limit)
    {
        _limit = limit;
        _names.Add("(other)");
        _ids["(other)"] = Other;
    }

    public string this[int id]
    {
        get
        {
            lock (_gate)
            {
                return _names[id];
            }
        }
    }

    public int Id(string name) => _ids.TryGetValue(name, out var id) ? id : NewId(name);

    private int NewId(string name)
    {
        lock (_gate)
        {
            if (_ids.TryGetValue(name, out var id))
            {
                return id;
            }

            if (_names.Count > _limit)
            {
                return Other;
            }

            _names.Add(name);
            return _ids[name] = _names.Count - 1;
        }
    }
}
