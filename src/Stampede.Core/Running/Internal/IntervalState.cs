using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What the runner knows at the end of an interval beside the recorder.</summary>
/// <param name="Classes">Planned, running and lost users, per class.</param>
/// <param name="Arrivals">What became of arrivals, per load of the open model.</param>
/// <param name="LoopLag">The longest turn of a loop, in milliseconds.</param>
/// <param name="LoopBusy">The share of the time since the last call that the busiest loop worked, 0 to 1.</param>
/// <param name="Lateness">The latest timer, in milliseconds.</param>
/// <param name="OpenSockets">Open connections.</param>
internal readonly record struct IntervalState(
    (int Planned, int Running, int Lost)[] Classes, IReadOnlyList<ArrivalSample> Arrivals, double LoopLag, double LoopBusy, double Lateness, int OpenSockets);
