namespace Peers.Measuring;

/// <summary>One run of one generator.</summary>
/// <param name="Requests">Successful requests by the generator's own account.</param>
/// <param name="Served">Requests by the server's account.</param>
/// <param name="CpuSeconds">CPU time of the generator's process, start-up included.</param>
/// <param name="Seconds">How long its process ran.</param>
/// <param name="SteadyRate">Requests served per CPU-second from 2 s after the first request to the last; NaN where it was too short to tell.</param>
/// <param name="ResultFolder">Where the generator left its statistics of each second.</param>
internal sealed record Measurement(long Requests, long Served, double CpuSeconds, double Seconds, double SteadyRate, string? ResultFolder)
{
    public double Rate => Requests / CpuSeconds;
}
