using System.Net;
using System.Net.Sockets;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class HostTableTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Two = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress Three = IPAddress.Parse("192.0.2.3");

    private static readonly Origin Site = new(false, "site.example", 8080);

    [Fact]
    public void Addresses_take_turns()
    {
        var hosts = new HostTable();
        hosts.Add("site.example", [One, Two, Three]);
        Assert.Equal(3, hosts.CountOf(Site));
        Assert.Equal([One, Two, Three, One, Two, Three], Next(hosts, 6));
    }

    [Fact]
    public void An_address_that_failed_is_left_out_while_others_are_there()
    {
        var hosts = new HostTable();
        hosts.Add("site.example", [One, Two, Three]);
        hosts.Failed(Site, new IPEndPoint(Two, 8080));
        Assert.DoesNotContain(Two, Next(hosts, 9));
        hosts.Failed(Site, new IPEndPoint(One, 8080));
        Assert.Equal([Three], Next(hosts, 9).Distinct());
        hosts.Failed(Site, new IPEndPoint(Three, 8080));
        Assert.Equal([One, Two, Three], Next(hosts, 9).Distinct().OrderBy(a => a.ToString()));
    }

    [Fact]
    public void An_address_in_the_url_needs_no_resolving()
    {
        var hosts = new HostTable();
        Assert.True(hosts.TryNext(new Origin(false, "127.0.0.9", 80), out var four));
        Assert.Equal(new IPEndPoint(IPAddress.Parse("127.0.0.9"), 80), four);
        Assert.True(hosts.TryNext(new Origin(true, "::1", 443), out var six));
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 443), six);
    }

    [Fact]
    public async Task A_name_is_known_once_it_is_resolved()
    {
        var hosts = new HostTable();
        var origin = new Origin(false, "localhost", 80);
        Assert.False(hosts.TryNext(origin, out _));
        Assert.Equal(0, hosts.CountOf(origin));
        await hosts.Resolve("localhost", TestContext.Current.CancellationToken);
        Assert.True(hosts.TryNext(origin, out var address));
        Assert.True(IPAddress.IsLoopback(address!.Address));
    }

    [Fact]
    public async Task A_name_without_an_address_is_an_error()
    {
        var hosts = new HostTable();
        await Assert.ThrowsAnyAsync<SocketException>(() => hosts.Resolve("nobody.invalid", TestContext.Current.CancellationToken));
        Assert.False(hosts.TryNext(new Origin(false, "nobody.invalid", 80), out _));
    }

    [Fact]
    public async Task Many_that_ask_for_a_name_at_once_cause_one_lookup()
    {
        var lookups = 0;
        var found = new TaskCompletionSource<IPAddress[]>();
        var hosts = new HostTable(_ =>
        {
            Interlocked.Increment(ref lookups);
            return found.Task;
        });
        var asked = Enumerable.Range(0, 100).Select(_ => hosts.Resolve("site.example", TestContext.Current.CancellationToken)).ToList();
        found.SetResult([One]);
        await Task.WhenAll(asked);
        await hosts.Resolve("SITE.example", TestContext.Current.CancellationToken);
        Assert.Equal(1, lookups);
        Assert.Equal([One], Next(hosts, 1));
    }

    [Fact]
    public async Task A_name_that_could_not_be_resolved_is_asked_for_again()
    {
        var answers = new Queue<IPAddress[]>([[], [One]]);
        var hosts = new HostTable(_ => Task.FromResult(answers.Dequeue()));
        await Assert.ThrowsAsync<SocketException>(() => hosts.Resolve("site.example", TestContext.Current.CancellationToken));
        await hosts.Resolve("site.example", TestContext.Current.CancellationToken);
        Assert.Equal([One], Next(hosts, 1));
    }

    [Fact]
    public async Task A_name_is_resolved_again_after_a_connect_error_but_not_for_each()
    {
        var now = 0L;
        var second = MonotonicClock.FromTimeSpan(TimeSpan.FromSeconds(1));
        var answers = new Queue<IPAddress[]>([[One, Two], [Three]]);
        var hosts = new HostTable(_ => Task.FromResult(answers.Dequeue()), () => now);
        await hosts.Resolve("site.example", TestContext.Current.CancellationToken);
        now = second;
        hosts.Failed(Site, new IPEndPoint(One, 8080));
        Assert.Equal([Two, Two], Next(hosts, 2));
        now = 6 * second;
        hosts.Failed(Site, new IPEndPoint(Two, 8080));
        hosts.Failed(Site, new IPEndPoint(Two, 8080));
        Assert.Equal([Three, Three], Next(hosts, 2));
        Assert.Empty(answers);
    }

    [Fact]
    public void An_address_that_failed_is_tried_again_after_five_seconds()
    {
        var now = 0L;
        var hosts = new HostTable(_ => Task.FromResult<IPAddress[]>([One, Two]), () => now);
        hosts.Add("site.example", [One, Two]);
        hosts.Failed(Site, new IPEndPoint(One, 8080));
        Assert.Equal([Two], Next(hosts, 4).Distinct());
        now = MonotonicClock.FromTimeSpan(TimeSpan.FromSeconds(5.1));
        Assert.Equal(2, Next(hosts, 4).Distinct().Count());
    }

    private static List<IPAddress> Next(HostTable hosts, int count)
    {
        var found = new List<IPAddress>();
        for (var i = 0; i < count; i++)
        {
            Assert.True(hosts.TryNext(Site, out var address));
            Assert.Equal(8080, address!.Port);
            found.Add(address.Address);
        }

        return found;
    }
}
