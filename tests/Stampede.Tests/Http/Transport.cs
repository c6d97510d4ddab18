namespace Stampede.Tests;

/// <summary>The two transports of the engine: whatever depends on one is tested on both.</summary>
public enum Transport
{
    Epoll,
    Sockets,
}
