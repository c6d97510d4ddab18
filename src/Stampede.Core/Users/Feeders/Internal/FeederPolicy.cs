namespace Stampede.Engine;

/// <summary>Which row a feeder gives next; the names are those of its methods.</summary>
internal enum FeederPolicy : byte
{
    Sequential,
    Shuffled,
    Random,
    Unique,
}
