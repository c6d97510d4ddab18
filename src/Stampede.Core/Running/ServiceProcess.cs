namespace Stampede;

/// <summary>A system under test that a load test starts as a child process on a free loopback port, and stops.</summary>
public sealed class ServiceProcess
{
}
