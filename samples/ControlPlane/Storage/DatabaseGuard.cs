using ControlPlane.Connectors;
using Npgsql;

namespace ControlPlane.Storage;

/// <summary>Lets calls to the database pass as long as its circuit breaker does. What the database itself answers, an error too, shows that it is well.</summary>
internal sealed class DatabaseGuard(CircuitBreaker breaker)
{
    public const int FailMax = 10;

    public static readonly TimeSpan DefaultReset = TimeSpan.FromSeconds(30);

    // Of the server's own errors: connections broken, too many of them or refused, and that it is shutting down or starting up.
    private static readonly string[] Outages = ["08", "53", "57P"];

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
        catch (NpgsqlException problem) when (IsOutage(problem))
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

    private static bool IsOutage(NpgsqlException problem) =>
        problem is not PostgresException error || Array.Exists(Outages, start => error.SqlState.StartsWith(start, StringComparison.Ordinal));
}
