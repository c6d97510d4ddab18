using System.Collections.Concurrent;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Gives each request key a small number. Id 0 is <see cref="RequestKey.Other"/>, where keys beyond the limit go.</summary>
internal sealed class RequestNames
{
    public const int Other = 0;
    private const int Examples = 5;
    private const int ToldApart = 100_000;

    private readonly int _limit;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<RequestKey, int> _ids = new(new KeyComparer());
    private readonly HashSet<ulong> _beyond = [];
    private readonly List<string> _examples = [];
    private volatile RequestKey[] _keys = new RequestKey[64];
    private volatile bool _full;
    private volatile bool _stoppedTelling;
    private int _count;

    public RequestNames(int limit)
    {
        _limit = limit;
        _keys[Other] = RequestKey.Other;
        _ids[RequestKey.Other] = Other;
        _count = 1;
    }

    public NameOverflow Overflow
    {
        get
        {
            lock (_gate)
            {
                return new NameOverflow(_beyond.Count, [.. _examples]);
            }
        }
    }

    public RequestKey this[int id] => _keys[id];

    public int Id(string method, string name)
    {
        var key = new RequestKey(method, name);
        return _ids.TryGetValue(key, out var id) ? id : NewId(key);
    }

    private int NewId(RequestKey key)
    {
        if (_full && _stoppedTelling)
        {
            return Other;
        }

        lock (_gate)
        {
            if (_ids.TryGetValue(key, out var id))
            {
                return id;
            }

            if (_count > _limit)
            {
                _full = true;
                CountBeyond(key);
                return Other;
            }

            if (_count == _keys.Length)
            {
                var larger = new RequestKey[_count * 2];
                _keys.CopyTo(larger, 0);
                _keys = larger;
            }

            id = _count++;
            _keys[id] = key;
            _ids[key] = id; // last: whoever finds the id finds its key
            return id;
        }
    }

    private void CountBeyond(RequestKey key)
    {
        if (_beyond.Add(Hash(key)) && _examples.Count < Examples)
        {
            _examples.Add(key.ToString());
        }

        _stoppedTelling = _beyond.Count >= ToldApart;
    }

    /// <summary>FNV-1a, 64 bits: among 100,000 names two alike are one in a billion.</summary>
    private static ulong Hash(RequestKey key)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in key.Method)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash = (hash ^ ' ') * 1099511628211UL;
        foreach (var c in key.Name)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>Hashes the name alone and of the method its length and first letter: half the cost, and few names have two methods.</summary>
    private sealed class KeyComparer : IEqualityComparer<RequestKey>
    {
        public bool Equals(RequestKey x, RequestKey y) =>
            string.Equals(x.Name, y.Name, StringComparison.Ordinal) && string.Equals(x.Method, y.Method, StringComparison.Ordinal);

        public int GetHashCode(RequestKey key) =>
            key.Name.GetHashCode(StringComparison.Ordinal) + key.Method.Length * 31 + (key.Method.Length > 0 ? key.Method[0] : 0);
    }
}
