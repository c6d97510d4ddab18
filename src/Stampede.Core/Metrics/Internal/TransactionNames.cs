using System.Collections.Concurrent;

namespace Stampede.Engine;

/// <summary>Gives each transaction a small number; one inside another is named after both: <c>checkout / pay</c>.</summary>
internal sealed class TransactionNames(int limit)
{
    /// <summary>What stands for the transaction around one that is in none.</summary>
    public const int None = -1;

    private readonly NameIds _names = new(limit);
    private readonly ConcurrentDictionary<(int Outer, string Name), int> _inner = new();

    public string this[int id] => _names[id];

    /// <summary>The id; beyond the limit that of "(other)".</summary>
    /// <param name="outer">The transaction around it; <see cref="None"/> without one.</param>
    /// <param name="name">Its own name.</param>
    public int Id(int outer, string name) => outer switch
    {
        None => _names.Id(name),
        NameIds.Other => NameIds.Other,
        _ => _inner.TryGetValue((outer, name), out var id) ? id : NewId(outer, name),
    };

    private int NewId(int outer, string name)
    {
        var id = _names.Id($"{_names[outer]} / {name}");
        return id == NameIds.Other ? id : _inner[(outer, name)] = id;
    }
}
