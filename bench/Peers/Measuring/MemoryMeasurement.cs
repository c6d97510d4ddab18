namespace Peers.Measuring;

/// <summary>Bytes of resident memory with so many users and open connections.</summary>
internal sealed record MemoryMeasurement(int Users, int Connections, long Resident, string Version);
