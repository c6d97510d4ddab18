using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>Host names and their addresses: resolved once per name, all addresses used in turn, resolved again after connect errors.</summary>
/// <param name="lookUp">What resolves a name; default the system.</param>
/// <param name="clock">Stopwatch ticks; default the engine's clock.</param>
internal sealed class HostTable(Func<string, Task<IPAddress[]>>? lookUp = null, Func<long>? clock = null)
{
    private static readonly long RetryAfter = MonotonicClock.FromTimeSpan(TimeSpan.FromSeconds(5));

    private readonly Func<string, Task<IPAddress[]>> _lookUp = lookUp ?? (static host => Dns.GetHostAddressesAsync(host));
    private readonly Func<long> _clock = clock ?? (static () => MonotonicClock.Ticks);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a name known with the addresses it has.</summary>
    public void Add(string host, IPAddress[] addresses) => _entries.TryAdd(host, new Entry(addresses, _clock));

    /// <summary>The next address of a host that is known already; false where it must be resolved first.</summary>
    public bool TryNext(Origin origin, out IPEndPoint? address)
    {
        if (!_entries.TryGetValue(origin.Host, out var entry))
        {
            if (!IPAddress.TryParse(origin.Host, out var literal))
            {
                address = null;
                return false;
            }

            entry = _entries.GetOrAdd(origin.Host, new Entry([literal], _clock));
        }

        address = entry.Next(origin.Port);
        return address is not null;
    }

    /// <summary>How many addresses a known host has.</summary>
    public int CountOf(Origin origin) => _entries.TryGetValue(origin.Host, out var entry) ? entry.Count : 0;

    /// <summary>An address did not take a connection: others are preferred for five seconds, and the name is resolved again.</summary>
    public void Failed(Origin origin, IPEndPoint address)
    {
        if (_entries.TryGetValue(origin.Host, out var entry))
        {
            entry.Avoid(address.Address);
            if (entry.MayResolveAgain() && !IPAddress.TryParse(origin.Host, out _))
            {
                _ = ResolveAgain(origin.Host);
            }
        }
    }

    /// <summary>Resolves a name. Who asks for it meanwhile waits for the same lookup.</summary>
    /// <exception cref="SocketException">It has no address.</exception>
    public Task Resolve(string host, CancellationToken cancellationToken) =>
        _entries.ContainsKey(host) ? Task.CompletedTask : _underWay.GetOrAdd(host, LookUp).WaitAsync(cancellationToken);

    private async Task LookUp(string host)
    {
        // Only then is it among those under way, and can be taken out again.
        await Task.Yield();
        try
        {
            var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _lookUp(host);
            if (addresses.Length == 0)
            {
                throw new SocketException((int)SocketError.HostNotFound);
            }

            Add(host, addresses);
        }
        finally
        {
            _underWay.TryRemove(host, out _);
        }
    }

    private async Task ResolveAgain(string host)
    {
        try
        {
            var addresses = await _lookUp(host);
            if (addresses.Length > 0 && _entries.TryGetValue(host, out var entry))
            {
                entry.Replace(addresses);
            }
        }
        catch (SocketException)
        {
            // The addresses that are known stay in use.
        }
    }

    private sealed class Entry(IPAddress[] addresses, Func<long> clock)
    {
        private readonly ConcurrentDictionary<IPAddress, long> _avoid = new();
        private volatile IPAddress[] _addresses = addresses;
        private int _turn = -1;
        private long _resolved = clock();

        public int Count => _addresses.Length;

        public IPEndPoint? Next(int port)
        {
            var all = _addresses;
            var start = (uint)Interlocked.Increment(ref _turn);
            var now = clock();
            for (var i = 0; i < all.Length; i++)
            {
                var address = all[(start + i) % all.Length];
                if (_avoid.IsEmpty || !_avoid.TryGetValue(address, out var until) || until < now)
                {
                    return new IPEndPoint(address, port);
                }
            }

            return new IPEndPoint(all[start % all.Length], port);
        }

        public void Avoid(IPAddress address)
        {
            if (_addresses.Length > 1)
            {
                _avoid[address] = clock() + RetryAfter;
            }
        }

        public bool MayResolveAgain()
        {
            var last = Volatile.Read(ref _resolved);
            var now = clock();
            return now - last > RetryAfter && Interlocked.CompareExchange(ref _resolved, now, last) == last;
        }

        public void Replace(IPAddress[] found) => _addresses = found;
    }
}
