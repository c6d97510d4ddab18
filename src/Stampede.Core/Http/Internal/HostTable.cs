using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>Host names and their addresses: resolved once per name, all addresses used in turn, resolved again after connect errors.</summary>
internal sealed class HostTable
{
    private static readonly long RetryAfter = MonotonicClock.FromTimeSpan(TimeSpan.FromSeconds(5));

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

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

            entry = _entries.GetOrAdd(origin.Host, new Entry([literal]));
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

    /// <summary>Resolves a name.</summary>
    /// <exception cref="SocketException">It has no address.</exception>
    public async Task Resolve(string host, CancellationToken cancellationToken)
    {
        if (_entries.ContainsKey(host))
        {
            return;
        }

        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        _entries.TryAdd(host, new Entry(addresses));
    }

    private async Task ResolveAgain(string host)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host);
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

    private sealed class Entry(IPAddress[] addresses)
    {
        private readonly ConcurrentDictionary<IPAddress, long> _avoid = new();
        private volatile IPAddress[] _addresses = addresses;
        private int _turn = -1;
        private long _resolved = MonotonicClock.Ticks;

        public int Count => _addresses.Length;

        public IPEndPoint? Next(int port)
        {
            var all = _addresses;
            var start = (uint)Interlocked.Increment(ref _turn);
            var now = MonotonicClock.Ticks;
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
                _avoid[address] = MonotonicClock.Ticks + RetryAfter;
            }
        }

        public bool MayResolveAgain()
        {
            var last = Volatile.Read(ref _resolved);
            var now = MonotonicClock.Ticks;
            return now - last > RetryAfter && Interlocked.CompareExchange(ref _resolved, now, last) == last;
        }

        public void Replace(IPAddress[] found) => _addresses = found;
    }
}
