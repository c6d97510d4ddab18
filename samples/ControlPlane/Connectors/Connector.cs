using System.Diagnostics;
using ControlPlane.Deployments;
using ControlPlane.Monitoring;
using Samples;

namespace ControlPlane.Connectors;

/// <summary>The way to one plane. The plane itself is not there: it takes every order, unless it was told to fail.</summary>
internal sealed class Connector(ConnectorType type, CircuitBreaker breaker, PlaneFault? fault, ServiceMetrics metrics)
{
    private int _calls;

    public ConnectorType Type => type;

    public string Name { get; } = WireEnum<ConnectorType>.Text(type);

    public CircuitBreaker Breaker => breaker;

    /// <summary>Gives the plane an order.</summary>
    /// <param name="operation">What is ordered, for the metrics.</param>
    /// <returns>Null where it took it.</returns>
    public ConnectorProblem? Call(string operation)
    {
        var started = Stopwatch.GetTimestamp();
        var problem = Order();
        metrics.Operated(Name, operation, problem is null, Stopwatch.GetElapsedTime(started));
        return problem;
    }

    private ConnectorProblem? Order()
    {
        if (!breaker.TryEnter(out var wait))
        {
            return new(StatusCodes.Status503ServiceUnavailable, $"Circuit breaker for {Name} is open", wait);
        }

        if (Fault() is not { } status)
        {
            breaker.Succeeded();
            return null;
        }

        var problem = new ConnectorProblem(status, $"{Name} answered {status}");
        if (problem.ErrorClass == ErrorClass.Transient)
        {
            breaker.Failed();
        }
        else
        {
            // It refused this order, and is well.
            breaker.Succeeded();
        }

        return problem;
    }

    private int? Fault() => fault is not null && Interlocked.Increment(ref _calls) <= fault.Times ? fault.Status : null;
}
