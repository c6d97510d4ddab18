using ControlPlane.Connectors;
using Npgsql;
using Samples;

namespace ControlPlane.Storage;

/// <summary>Lets calls to the database pass as long as its circuit breaker does. What the database itself answers, an error too, shows that it is well.</summary>
internal sealed class DatabaseGuard(CircuitBreaker breaker)
{
    public const int FailMax = 10;

    public static readonly TimeSpan DefaultReset = TimeSpan.FromSeconds(30);

    public CircuitBreaker Breaker => breaker;

    /// <exception cref="DatabaseUnavailableException">The database cannot be reached, or the breaker is open.</exception>
    public async ValueTask<T> Call<T>(Func<ValueTask<T>> call)
    {
        if (!breaker.TryEnter(out var wait))
        {
            throw new DatabaseUnavailableException("Circuit breaker for database is open", wait);
        }

        try
        {
            var result = await call();
            breaker.Succeeded();
            return result;
        }
        catch (NpgsqlException problem) when (DatabaseOutage.Is(problem))
        {
            breaker.Failed();
            throw new DatabaseUnavailableException("The database cannot be reached", inner: problem);
        }
        catch (PostgresException)
        {
            breaker.Succeeded();
            throw;
        }
        catch
        {
            breaker.Abandoned();
            throw;
        }
    }

    /// <summary>Whether it answers; an open breaker says no without asking.</summary>
    public async ValueTask<bool> IsUp(Func<ValueTask<bool>> ask)
    {
        if (!breaker.TryEnter(out _))
        {
            return false;
        }

        var isUp = await ask();
        if (isUp)
        {
            breaker.Succeeded();
        }
        else
        {
            breaker.Failed();
        }

        return isUp;
    }
}
