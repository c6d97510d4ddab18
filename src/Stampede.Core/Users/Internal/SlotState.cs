namespace Stampede.Engine;

/// <summary>Where a response slot stands: free → in flight → open → settled → free (for the next request).</summary>
internal enum SlotState : byte
{
    Free,
    InFlight,
    Open,
    Settled,
}
