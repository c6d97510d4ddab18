using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ExchangeListTests : IExchangeOwner
{
    private readonly ExchangeList _list = new();

    [Fact]
    public void What_is_added_is_pending_until_it_is_removed()
    {
        var exchanges = Enumerable.Range(0, 5).Select(_ => new Exchange(this)).ToArray();
        foreach (var exchange in exchanges)
        {
            _list.Add(exchange);
            _list.Add(exchange);
        }

        Assert.Equal(5, _list.Count);
        var left = 5;
        foreach (var at in new[] { 2, 0, 4, 3, 1 })
        {
            Assert.True(exchanges[at].IsPending);
            _list.Remove(exchanges[at]);
            _list.Remove(exchanges[at]);
            Assert.False(exchanges[at].IsPending);
            Assert.Equal(--left, _list.Count);
        }

        _list.Add(exchanges[0]);
        Assert.Equal(1, _list.Count);
    }

    void IExchangeOwner.WriteHeaders(Exchange exchange, ref RequestHeadWriter head) => throw new NotSupportedException();

    void IExchangeOwner.OnDone(Exchange exchange) => throw new NotSupportedException();
}
