namespace ControlPlane.Connectors;

/// <summary>
/// Keeps calls from what fails: a plane, the database.
/// closed: a success counts from 0 again, failMax failures in a row → open · open: after the reset time → half-open ·
/// half-open: one call at a time; success → closed, failure → open.
/// </summary>
internal sealed class CircuitBreaker(TimeProvider clock, int failMax, TimeSpan reset)
{
    private readonly Lock _lock = new();
    private BreakerState _state;
    private int _failures;
    private bool _trying;
    private DateTimeOffset? _opened;

    public int FailMax => failMax;

    public TimeSpan Reset => reset;

    /// <summary>State, failures in a row, and when it opened; null where it is closed.</summary>
    public (BreakerState State, int Failures, DateTimeOffset? Opened) Now
    {
        get
        {
            lock (_lock)
            {
                return (IsDue(clock.GetUtcNow()) ? BreakerState.HalfOpen : _state, _failures, _opened);
            }
        }
    }

    /// <summary>Whether a call may be made; each that may must end in <see cref="Succeeded"/>, <see cref="Failed"/> or <see cref="Abandoned"/>.</summary>
    /// <param name="wait">How long until one may be, where not.</param>
    public bool TryEnter(out TimeSpan wait)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (IsDue(now))
            {
                _state = BreakerState.HalfOpen;
            }

            wait = _state == BreakerState.Open ? _opened!.Value + reset - now : TimeSpan.Zero;
            if (_state == BreakerState.Open || _trying)
            {
                return false;
            }

            _trying = _state == BreakerState.HalfOpen;
            return true;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
        {
            // A call from before it opened says nothing about now.
            if (_state != BreakerState.Open)
            {
                (_state, _failures, _trying, _opened) = (BreakerState.Closed, 0, false, null);
            }
        }
    }

    public void Failed()
    {
        lock (_lock)
        {
            _failures++;
            if (_state == BreakerState.HalfOpen || _state == BreakerState.Closed && _failures >= failMax)
            {
                (_state, _trying, _opened) = (BreakerState.Open, false, clock.GetUtcNow());
            }
        }
    }

    /// <summary>The call ended without saying anything about what was called.</summary>
    public void Abandoned()
    {
        lock (_lock)
        {
            _trying = false;
        }
    }

    private bool IsDue(DateTimeOffset now) => _state == BreakerState.Open && now - _opened >= reset;
}
