namespace Stampede;

/// <summary>How a wait time decides; the names are those of its factory methods.</summary>
internal enum WaitKind : byte
{
    None,
    Constant,
    Between,
    Pacing,
    Throughput,
    Custom,
    Inherited,
}
