namespace Stampede.Results;

/// <summary>Where the system under test is, seen from the load generator. The numbers are part of the file format.</summary>
public enum TargetPlace
{
    /// <summary>On another machine, as far as addresses tell.</summary>
    Elsewhere = 0,

    /// <summary>On this machine, by another address than loopback.</summary>
    SameMachine = 1,

    /// <summary>On this machine, by a loopback address.</summary>
    Loopback = 2,

    /// <summary>In the generator's own process.</summary>
    SameProcess = 3,
}
