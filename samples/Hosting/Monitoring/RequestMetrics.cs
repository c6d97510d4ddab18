using System.Text;

namespace Samples;

/// <summary>Requests by method, route and status, and how long they took.</summary>
public sealed class RequestMetrics
{
    /// <summary>Upper bounds, in seconds, for what answers at once.</summary>
    public static readonly double[] Seconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly CounterFamily<(string Method, string Endpoint, int Status)> _requests = new(
        "http_requests_total", "Requests answered.", key => $"method=\"{key.Method}\",endpoint=\"{Labels.Escape(key.Endpoint)}\",status=\"{key.Status}\"");

    private readonly HistogramFamily<(string Method, string Endpoint)> _seconds = new(
        "http_request_duration_seconds", "From the request's arrival to its answer.", Seconds, key => $"method=\"{key.Method}\",endpoint=\"{Labels.Escape(key.Endpoint)}\"");

    /// <summary>Counts an answer.</summary>
    public void Answered(string method, string endpoint, int status, TimeSpan time)
    {
        _requests.Add((method, endpoint, status));
        _seconds.Observe((method, endpoint), time.TotalSeconds);
    }

    /// <summary>Writes them in Prometheus' text format.</summary>
    public void Write(StringBuilder text)
    {
        _requests.Write(text);
        _seconds.Write(text);
    }
}
