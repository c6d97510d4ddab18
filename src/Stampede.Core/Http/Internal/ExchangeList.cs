namespace Stampede.Engine;

/// <summary>The exchanges under way on a loop, for the sweep of deadlines. Links are inside the exchanges.</summary>
internal sealed class ExchangeList
{
    private readonly List<Exchange> _expired = [];
    private Exchange? _first;

    public int Count { get; private set; }

    public void Add(Exchange exchange)
    {
        if (exchange.IsPending)
        {
            return;
        }

        exchange.IsPending = true;
        exchange.PreviousPending = null;
        exchange.NextPending = _first;
        if (_first is not null)
        {
            _first.PreviousPending = exchange;
        }

        _first = exchange;
        Count++;
    }

    public void Remove(Exchange exchange)
    {
        if (!exchange.IsPending)
        {
            return;
        }

        exchange.IsPending = false;
        if (exchange.PreviousPending is null)
        {
            _first = exchange.NextPending;
        }
        else
        {
            exchange.PreviousPending.NextPending = exchange.NextPending;
        }

        if (exchange.NextPending is not null)
        {
            exchange.NextPending.PreviousPending = exchange.PreviousPending;
        }

        exchange.NextPending = exchange.PreviousPending = null;
        Count--;
    }

    public void ExpireUntil(long now)
    {
        for (var exchange = _first; exchange is not null; exchange = exchange.NextPending)
        {
            if (exchange.Deadline <= now)
            {
                _expired.Add(exchange);
            }
        }

        // Ending one runs its user's code, which changes the list: hence in a second pass.
        foreach (var exchange in _expired)
        {
            if (exchange.IsPending && exchange.Deadline <= now)
            {
                exchange.Expire(now);
            }
        }

        _expired.Clear();
    }
}
